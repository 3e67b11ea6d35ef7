import { useEffect, useMemo, useRef } from 'react'
import { bounded, Rest } from './bounded.tsx'
import { Boundary } from './boundary.tsx'
import classes from './ui.module.css'

type Props = {
  text: string
  label: string
  /** At most this high, px; default 320. */
  height?: number
  /** The end is what matters: stands at the last line, and follows it until the reader scrolls back. */
  tail?: boolean
}

const NEAR_PX = 24

/** Text as it is, scrollable by keyboard; of a long one a part. `label` names it for those who hear the page. */
export const PlainText = (props: Props) => (
  <Boundary>
    <Box {...props} />
  </Boundary>
)

const Box = ({ text, label, height, tail = false }: Props) => {
  const end = tail ? 'last' : 'first'
  const shown = useMemo(() => bounded(text, end), [text, end])
  const box = useRef<HTMLPreElement>(null)
  const follows = useRef(true)
  useEffect(() => {
    if (tail && follows.current && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [shown, tail])
  return (
    <>
      <pre
        ref={box}
        className={classes.plain}
        style={height ? { maxHeight: height } : undefined}
        tabIndex={0}
        aria-label={label}
        role="region"
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          follows.current = scrollTop + clientHeight >= scrollHeight - NEAR_PX
        }}
      >
        {shown}
      </pre>
      <Rest text={text} end={end} name={label} />
    </>
  )
}
