import { Button, CopyButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Receipt } from '../../../contract/receipt.ts'
import { save } from '../../ui/files.ts'

/** A receipt to keep or to hand on: it is signed, so whoever has it can check it. */
export const ReceiptFile = ({ receipt }: { receipt: Receipt }) => {
  const { t } = useTranslation('tasks')
  const { t: ui } = useTranslation()
  const text = JSON.stringify(receipt, null, 2)
  return (
    <>
      <Button
        variant="default"
        onClick={() => save(text, 'application/json', `ainur-receipt-task-${receipt.run.taskId}.json`)}
      >
        {t('receipt.save')}
      </Button>
      <CopyButton value={text} timeout={1_500}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? ui('copied') : t('receipt.copy')}
          </Button>
        )}
      </CopyButton>
    </>
  )
}
