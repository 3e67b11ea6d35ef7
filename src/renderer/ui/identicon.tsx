import { toSvg } from 'jdenticon'
import { useMemo } from 'react'
import classes from './ui.module.css'

/** The picture of an address or DID: the same text always gives the same picture. Decoration, so hidden from readers. */
export const Identicon = ({ value, size = 20 }: { value: string; size?: number }) => {
  const svg = useMemo(() => toSvg(value, size, { backColor: '#0000', padding: 0.05 }), [value, size])
  return (
    <span
      aria-hidden
      className={classes.identicon}
      style={{ width: size, height: size }}
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  )
}
