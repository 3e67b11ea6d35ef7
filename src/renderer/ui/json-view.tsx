import classes from './ui.module.css'

type Props = { value: unknown; label: string; /** At most this high, px; default 320. */ height?: number }

/** Structured data or text as it is, scrollable by keyboard. `label` names it for those who hear the page. */
export const JsonView = ({ value, label, height }: Props) => (
  <pre
    className={classes.json}
    style={height ? { maxHeight: height } : undefined}
    tabIndex={0}
    aria-label={label}
    role="region"
  >
    {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
  </pre>
)
