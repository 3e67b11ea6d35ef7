import { parse } from './parse.ts'

self.onmessage = ({ data }: MessageEvent<string>) => {
  self.postMessage(parse(data))
}
