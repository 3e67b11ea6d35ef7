import { useEffect, useState } from 'react'
import type { Root } from './parse.ts'
import ParseWorker from './worker.ts?worker&inline'

/** Only who wrote a text to take long makes it take so long. */
const LONGEST_MS = 5_000

/** A text's elements, parsed in a thread of its own; null until then, and for ever where the text is hostile or `on` is false. */
export const useMarkdown = (text: string, on: boolean): Root | null => {
  const [parsed, setParsed] = useState<{ text: string; tree: Root | null } | null>(null)
  useEffect(() => {
    if (!on) return
    const worker = new ParseWorker()
    const stop = () => worker.terminate()
    const timer = setTimeout(stop, LONGEST_MS)
    worker.addEventListener('message', ({ data }: MessageEvent<Root | null>) => {
      stop()
      setParsed({ text, tree: data })
    })
    worker.postMessage(text)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [text, on])
  return parsed?.text === text ? parsed.tree : null
}
