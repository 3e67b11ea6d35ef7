import classes from './ui.module.css'

/** Structured data or text as it is, scrollable by keyboard. `label` names it for those who hear the page. */
export const JsonView = ({ value, label }: { value: unknown; label: string }) => (
  <pre className={classes.json} tabIndex={0} aria-label={label} role="region">
    {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
  </pre>
)
