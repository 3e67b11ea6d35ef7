/** The sign of the product. */
export const Mark = ({ size = 28 }: { size?: number }) => (
  <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden style={{ flex: 'none' }}>
    <rect width="32" height="32" rx="7" fill="#0d6670" />
    <path
      d="M8 24 16 7l8 17"
      fill="none"
      stroke="#fff"
      strokeWidth="3"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
    <circle cx="16" cy="19.5" r="2.4" fill="#fff" />
  </svg>
)
