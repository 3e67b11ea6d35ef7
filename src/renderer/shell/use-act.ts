import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { explain } from '../ui/errors.ts'
import { useMutation } from '../ui/use-mutation.ts'

/** Does what was chosen in the palette. */
export const useAct = () => {
  const { t } = useTranslation('shell')
  // The palette is gone when the answer comes, so a failure is told in the corner.
  const { mutate } = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onError: (error) => {
      const told = explain(error)
      notifications.show({
        color: 'red',
        autoClose: false,
        message: told.kind === 'told' ? `${told.message} ${told.remedy}` : t('palette.failed'),
      })
    },
  })
  return mutate
}
