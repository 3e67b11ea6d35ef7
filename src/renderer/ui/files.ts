/** Lets the browser save bytes as a file. */
export const save = (bytes: Uint8Array<ArrayBuffer>, mediaType: string, name: string) => {
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
