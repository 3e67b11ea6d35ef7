import { Button, Modal, type ButtonProps } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Transaction } from '../../contract/actions.ts'
import { SignPanel } from './sign-panel.tsx'
import type { Signed } from './use-sign.ts'

type Props = Signed & {
  /** The button's word and the dialog's title, e.g. "Accept result". */
  label: string
  danger?: boolean
  confirm?: string
  after?: (tx: Transaction) => React.ReactNode
  onSent?: (tx: Transaction) => void
} & Pick<ButtonProps, 'variant' | 'size' | 'disabled' | 'leftSection'>

/** A button that opens the signing panel for one action. */
export const ConfirmAction = ({ from, action, label, danger, confirm, after, onSent, ...button }: Props) => {
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" {...button} onClick={open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={label} size="lg">
        <SignPanel
          from={from}
          action={action}
          onCancel={close}
          {...(danger && { danger })}
          {...(confirm && { confirm })}
          {...(after && { after })}
          {...(onSent && { onSent })}
        />
      </Modal>
    </>
  )
}
