import { useEffect, useRef } from 'react'
import classes from './ui.module.css'

type Props = {
  value: unknown
  label: string
  /** At most this high, px; default 320. */
  height?: number
  /** The end is what matters: stands at the last line, and follows it until the reader scrolls back. */
  tail?: boolean
}

const NEAR_PX = 24

/** Structured data or text as it is, scrollable by keyboard. `label` names it for those who hear the page. */
export const JsonView = ({ value, label, height, tail = false }: Props) => {
  const box = useRef<HTMLPreElement>(null)
  const follows = useRef(true)
  useEffect(() => {
    if (tail && follows.current && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [value, tail])
  return (
    <pre
      ref={box}
      className={classes.json}
      style={height ? { maxHeight: height } : undefined}
      tabIndex={0}
      aria-label={label}
      role="region"
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        follows.current = scrollTop + clientHeight >= scrollHeight - NEAR_PX
      }}
    >
      {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
    </pre>
  )
}
