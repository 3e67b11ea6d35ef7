import { isOptionsGroup, type ComboboxParsedItem, type OptionsFilter } from '@mantine/core'
import { folded } from '../../contract/seen.ts'

/** The choices of a field whose words have what is typed. */
export const foundOptions: OptionsFilter = ({ options, search }) => {
  const wanted = folded(search)
  return options.flatMap((option): ComboboxParsedItem[] => {
    if (!isOptionsGroup(option)) return folded(option.label).includes(wanted) ? [option] : []
    const items = option.items.filter(({ label }) => folded(label).includes(wanted))
    return items.length > 0 ? [{ ...option, items }] : []
  })
}
