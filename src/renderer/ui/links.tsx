import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'

type Ref<T> = { ref?: React.Ref<T> }

/** A text link to a view of this app, with checked address and search. */
export const AnchorLink = createLink(
  ({ ref, ...props }: AnchorProps & React.ComponentPropsWithoutRef<'a'> & Ref<HTMLAnchorElement>) => (
    <Anchor ref={ref} {...props} />
  ),
)

/** A button that leads to a view of this app, with checked address and search. */
export const ButtonLink = createLink(
  ({ ref, ...props }: ButtonProps & React.ComponentPropsWithoutRef<'a'> & Ref<HTMLAnchorElement>) => (
    <Button component="a" ref={ref} {...props} />
  ),
)
