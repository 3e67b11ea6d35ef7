import { Alert, Button, FileButton, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Receipt } from '../../../contract/receipt.ts'
import { client } from '../../api.ts'
import { inWords } from '../../said.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { TaskLink } from '../../ui/names.tsx'
import { useMutation } from '../../ui/use-mutation.ts'

/** What a file says as a receipt; null where it is none. */
const readReceipt = async (file: File) => {
  try {
    return Receipt.parse(JSON.parse(await file.text()))
  } catch {
    return null
  }
}

const check = async (file: File) => {
  const receipt = await readReceipt(file)
  return receipt && client.tasks.checkReceipt({ receipt })
}

/** Checks a receipt that was kept as a file: whether its agent signed it and the chain says the same. */
export const CheckReceipt = () => {
  const { t } = useTranslation('tasks')
  const [opened, { open, close }] = useDisclosure(false)
  const checked = useMutation({ mutationFn: check })
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('receiptCheck.open')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('receiptCheck.open')}>
        <Stack gap="md" align="flex-start">
          <Text size="sm">{t('receiptCheck.why')}</Text>
          <FileButton accept=".json,application/json" onChange={(file) => file && checked.mutate(file)}>
            {(props) => (
              <Button loading={checked.isPending} data-autofocus {...props}>
                {t('receiptCheck.choose')}
              </Button>
            )}
          </FileButton>
          {checked.error && <ErrorPanel error={checked.error} />}
          {checked.data === null && (
            <Alert color="red" role="status" title={t('receiptCheck.notOne')}>
              {t('receiptCheck.notOneWhy')}
            </Alert>
          )}
          {checked.data && <Found {...checked.data} />}
        </Stack>
      </Modal>
    </>
  )
}

const Found = ({ task, reasons }: Awaited<ReturnType<typeof client.tasks.checkReceipt>>) => {
  const { t } = useTranslation('tasks')
  const isRight = reasons.length === 0
  return (
    <Alert
      color={isRight ? 'green' : 'red'}
      role="status"
      title={t(isRight ? 'receiptCheck.right' : 'receiptCheck.wrong')}
    >
      <Text size="sm">
        {isRight
          ? t('receiptCheck.rightWhy')
          : reasons.map(({ said, message }) => inWords(said, message)).join(' ')}{' '}
        {task !== null && <TaskLink id={task} />}
      </Text>
    </Alert>
  )
}
