import { Button, Modal, Stack, Text, type ButtonProps } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { SignPanel } from '../../ui/sign-panel.tsx'
import type { Signed } from '../../ui/use-sign.ts'

type Props = Signed & {
  label: string
  /** What it means, above the preview. */
  lead: string
  confirm: string
  danger?: boolean
  variant?: ButtonProps['variant']
  size?: ButtonProps['size']
  /** What the panel is called, where that says more than the label. */
  title?: string
}

/** A button that opens the signing panel for one action. */
export const SignButton = ({
  label,
  lead,
  variant = 'filled',
  size = 'sm',
  title = label,
  ...signed
}: Props) => {
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant={variant} size={size} flex="none" onClick={open} aria-label={title}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={title} size="lg">
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {lead}
          </Text>
          {opened && <SignPanel {...signed} onCancel={close} />}
        </Stack>
      </Modal>
    </>
  )
}
