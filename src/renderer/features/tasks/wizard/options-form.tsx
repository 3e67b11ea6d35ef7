import { Fieldset, Stack, Text, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { optionProblems, type Problem } from '../../../../contract/options.ts'
import { inWords } from '../../../said.ts'
import { parseParameters } from './draft.ts'
import { optionFields } from './option-fields.ts'
import { OptionInput } from './option-input.tsx'

type Props = {
  /** The JSON Schema of the agent that is asked first; undefined where none is known. */
  schema: unknown
  /** The options as JSON. */
  text: string
  onChange: (text: string) => void
}

const written = ({ path, said }: Problem): string => {
  const what = inWords(said, '')
  return path.length > 0 ? `${path.join('.')}: ${what}` : what
}

/** The options of a task: a form where the agent's schema is one, JSON where it is not or something else was written. */
export const OptionsForm = ({ schema, text, onChange }: Props) => {
  const { t } = useTranslation('tasks')
  const value: Record<string, unknown> | null = parseParameters(text)
  const fields = optionFields(schema)
  const problems = value === null || schema === undefined ? [] : optionProblems(schema, value)
  const isForm =
    value && fields && Object.keys(value).every((name) => fields.some((field) => field.name === name))
  if (!isForm)
    return (
      <Textarea
        label={t('wizard.parameters')}
        description={t('wizard.parametersHint')}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={
          value === null
            ? t('wizard.parametersBad')
            : problems.slice(0, 5).map(written).join(' ') || undefined
        }
        autosize
        minRows={1}
        ff="monospace"
      />
    )
  const change = (name: string, next: unknown) => {
    const rest = Object.entries({ ...value, [name]: next }).filter(([, each]) => each !== undefined)
    onChange(rest.length > 0 ? JSON.stringify(Object.fromEntries(rest)) : '')
  }
  // An option that is only missing yet is said by its mark and below, not in red before anything was typed.
  const errorOf = (name: string) =>
    problems.find(({ path, said }) => path[0] === name && said.code !== 'options.needed')
  const whole = problems.filter(({ path }) => path.length === 0)
  return (
    <Fieldset legend={t('wizard.optionsTitle')}>
      <Stack gap="sm">
        {fields.map((field) => {
          const error = errorOf(field.name)
          return (
            <OptionInput
              key={field.name}
              field={field}
              value={value[field.name]}
              onChange={(next) => change(field.name, next)}
              error={error ? inWords(error.said, '') : null}
            />
          )
        })}
        {whole.map((problem) => (
          <Text key={problem.said.code} role="alert" size="sm" c="var(--bad)">
            {written(problem)}
          </Text>
        ))}
      </Stack>
    </Fieldset>
  )
}
