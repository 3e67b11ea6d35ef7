/** Lets the browser save text or bytes as a file. */
export const save = (content: BlobPart, mediaType: string, name: string) => {
  const url = URL.createObjectURL(new Blob([content], { type: mediaType }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
