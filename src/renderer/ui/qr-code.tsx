import encodeQR from 'qr'
import { useMemo } from 'react'

/** Light modules around it that readers need. */
const BORDER = 4

/** A text as a QR code, black on white in both themes, because many readers know no other. `label`: what it is of. */
export const QrCode = ({ value, label, size = 200 }: { value: string; label: string; size?: number }) => {
  const { path, modules } = useMemo(() => {
    const rows = encodeQR(value, 'raw', { border: BORDER })
    const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    return { path: dark.join(''), modules: rows.length }
  }, [value])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${modules} ${modules}`}
      width={size}
      height={size}
      shapeRendering="crispEdges"
      style={{ maxWidth: '100%', borderRadius: 6 }}
    >
      <rect width={modules} height={modules} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
