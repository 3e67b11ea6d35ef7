import { Autocomplete } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { charsetOf, isTextual, MediaType } from '../../../../contract/media-type.ts'
import type { Offers } from '../../../../contract/tasks.ts'
import { fieldInWords } from '../../../said.ts'
import { offersTake, takenBy } from './offers.ts'

/** What people mostly have, after what the agents take. */
const common = [
  ...['text/plain', 'text/markdown', 'text/csv', 'text/html', 'application/json', 'application/pdf'],
  ...['image/png', 'image/jpeg', 'audio/mpeg', 'video/mp4', 'application/octet-stream'],
]

type Props = {
  value: string
  onChange: (mediaType: string) => void
  /** What is typed into the page is UTF-8. */
  typed: boolean
  offers: Offers | undefined
}

/** What the input is: found, shown, and to be changed where that was wrong. */
export const MediaTypeInput = ({ value, onChange, typed, offers }: Props) => {
  const { t } = useTranslation('tasks')
  const taken = offers ? takenBy(offers) : []
  const suggested = [...new Set([...taken.filter((range) => !range.includes('*')), ...common])]
  const refusal = MediaType.safeParse(value).error?.issues[0]?.message
  const problem = () => {
    if (refusal !== undefined) return fieldInWords(refusal)
    if (typed && charsetOf(value) !== 'utf-8') return t('wizard.mediaTypeTyped')
    return !offersTake(offers, value) && t('wizard.mediaTypeNotTaken', { types: taken.join(', ') })
  }
  return (
    <Autocomplete
      label={t('wizard.mediaType')}
      description={t(typed ? 'wizard.mediaTypeHintText' : 'wizard.mediaTypeHint')}
      data={typed ? suggested.filter(isTextual) : suggested}
      value={value}
      onChange={onChange}
      error={problem()}
      maxLength={127}
      spellCheck={false}
      openOnFocus={false}
    />
  )
}
