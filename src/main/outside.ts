const LONGEST = 2_048

/** A link that may be handed to the user's browser. */
export interface Outside {
  readonly href: string
  /** As the name servers know it: letters of other alphabets that look like ours stand there as xn--... */
  readonly host: string
}

/**
 * A link to the world, or null: https alone, because other schemes start programs; nobody's name and password before
 * the host, because they pass for a host; nothing that a program behind the browser might read in another way.
 */
export function outsideAddress(text: string): Outside | null {
  // Control characters, blanks, backslashes and halves of characters.
  if (text.length > LONGEST || /[\p{Cc}\p{Cs}\s\\]/u.test(text)) return null
  const authority = /^https:\/\/([^/?#]+)/i.exec(text)?.[1]
  if (authority === undefined || authority.includes('@')) return null
  try {
    const { href, host } = new URL(text)
    return { href, host }
  } catch {
    return null
  }
}
