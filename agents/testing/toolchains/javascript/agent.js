// Text in capitals, then the number of its words: the same answer from every toolchain.
export function run({ mediaType, data }) {
  const text = new TextDecoder().decode(data)
  const words = text.split(/\s+/).filter(Boolean).length
  // Runtimes offer these; none may change the answer or the fuel of a later run.
  void [Date.now(), Math.random(), new Map([[text, words]])]
  return { mediaType, data: new TextEncoder().encode(`${text.toUpperCase()}\n${words}`) }
}
