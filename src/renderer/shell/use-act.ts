import { useTranslation } from 'react-i18next'
import { explain } from '../ui/errors.ts'
import { useMutation } from '../ui/use-mutation.ts'
import { tell } from './told.ts'

/** Does what was chosen in the palette. */
export const useAct = () => {
  const { t } = useTranslation('shell')
  // The palette is gone when the answer comes, so a failure is told beside the places.
  const { mutate } = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onError: (error) => {
      const told = explain(error)
      const text = told.kind === 'told' ? `${told.message} ${told.remedy}` : t('palette.failed')
      tell({ bad: true, text, to: null })
    },
  })
  return mutate
}
