/** A text as a person sees and can type it: no invisible characters, one blank where there are several, no wide forms. */
export const seenText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu, (each) => (/\s/.test(each) ? ' ' : ''))
    .replace(/\s+/gu, ' ')
    .trim()
