import { Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ButtonLink } from '../../../ui/links.tsx'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { QueryView } from '../../../ui/query-view.tsx'
import { shorten } from '../../../ui/copyable.tsx'
import { didName } from '../../../ui/names.tsx'
import type { StepProps } from './draft.ts'
import { formatAinu } from '../../../ui/figures.ts'

type Choice = { value: string; label: string }

/** What a draft names may be gone: it is shown as such, not as nothing. */
const withChosen = (offered: Choice[], chosen: Choice | '' | null | undefined): Choice[] =>
  !chosen || offered.some(({ value }) => value === chosen.value) ? offered : [chosen, ...offered]

/** What should be done and by whom. */
export const StepWhat = ({ draft, change }: StepProps) => {
  const { t } = useTranslation('tasks')
  const capabilities = useQuery(orpc.tasks.capabilities.queryOptions())
  const agents = useQuery({
    ...orpc.agents.list.queryOptions({ input: { capability: draft.capability, status: 'active' } }),
    enabled: draft.capability !== '',
  })
  return (
    <QueryView query={capabilities}>
      {(all) => {
        if (all.length === 0 && draft.capability === '')
          return (
            <EmptyState action={<ButtonLink to="/agents">{t('wizard.hostOne')}</ButtonLink>}>
              {t('wizard.noCapabilities')}
            </EmptyState>
          )
        const chosen = all.find((one) => one.capability === draft.capability)
        const hint = chosen && { agents: chosen.agents, price: formatAinu(chosen.lowestPrice) }
        return (
          <Stack gap="md">
            <Select
              label={t('wizard.capability')}
              description={
                hint &&
                (hint.agents === 1 ? t('wizard.capabilityHintOne', hint) : t('wizard.capabilityHint', hint))
              }
              data={withChosen(
                all.map(({ capability }) => ({ value: capability, label: capability })),
                draft.capability && {
                  value: draft.capability,
                  label: t('wizard.notOffered', { name: draft.capability }),
                },
              )}
              value={draft.capability || null}
              onChange={(capability) => change({ capability: capability ?? '', target: null })}
              searchable
              required
              openOnFocus={false}
              data-autofocus
            />
            <TextInput
              label={t('wizard.taskTitle')}
              description={t('wizard.taskTitleHint')}
              value={draft.title}
              onChange={(event) => change({ title: event.currentTarget.value })}
              required
            />
            <Select
              label={t('wizard.target')}
              placeholder={t('wizard.targetAny')}
              data={withChosen(
                (agents.data?.items ?? []).map((agent) => ({
                  value: agent.did,
                  label: t('wizard.targetOf', {
                    title: agent.title ?? didName(agent.did),
                    name: didName(agent.did),
                    owner: shorten(agent.owner),
                    price: formatAinu(agent.price),
                  }),
                })),
                agents.data &&
                  draft.target && {
                    value: draft.target,
                    label: t('wizard.notOffered', { name: didName(draft.target) }),
                  },
              )}
              value={draft.target}
              onChange={(target) => change({ target })}
              clearable
              disabled={draft.capability === ''}
            />
          </Stack>
        )
      }}
    </QueryView>
  )
}
