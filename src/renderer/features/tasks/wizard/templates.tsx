import { ActionIcon, Button, Group, Menu, Modal, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { ErrorPanel } from '../../../ui/error-panel.tsx'
import { FormFrame } from '../../../ui/form-frame.tsx'
import { useMutation } from '../../../ui/use-mutation.ts'
import type { Draft } from './draft.ts'

/** Templates of one's own tasks: begin with one, keep what is written as one, delete one. */
export const Templates = ({ draft }: { draft: Draft }) => {
  const { t } = useTranslation('tasks')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const templates = useQuery(orpc.tasks.templates.queryOptions()).data ?? []
  const [saving, { open, close }] = useDisclosure(false)
  const onSuccess = () => queries.invalidateQueries({ queryKey: orpc.tasks.templates.key() })
  const drop = useMutation({ ...orpc.tasks.dropTemplate.mutationOptions(), onSuccess })
  return (
    <Group gap="xs">
      {templates.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="xs" variant="subtle" rightSection={<IconChevronDown size={14} aria-hidden />}>
              {t('wizard.templates.title')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {templates.map(({ name }) => (
              <Group key={name} gap={4} wrap="nowrap">
                <Menu.Item
                  flex={1}
                  onClick={() => void navigate({ to: '/tasks/new', search: { template: name } })}
                >
                  {name}
                </Menu.Item>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('wizard.templates.delete', { name })}
                  onClick={() => drop.mutate({ name })}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Button size="xs" variant="subtle" onClick={open}>
        {t('wizard.templates.save')}
      </Button>
      {drop.error && <ErrorPanel error={drop.error} />}
      <Modal opened={saving} onClose={close} title={t('wizard.templates.save')}>
        <SaveForm
          draft={draft}
          taken={templates.map(({ name }) => name)}
          onDone={close}
          onSaved={onSuccess}
        />
      </Modal>
    </Group>
  )
}

type SaveProps = { draft: Draft; taken: string[]; onDone: () => void; onSaved: () => Promise<void> }

const SaveForm = ({ draft, taken, onDone, onSaved }: SaveProps) => {
  const { t } = useTranslation('tasks')
  const [typed, setTyped] = useState(draft.title.trim().slice(0, 64))
  const name = typed.trim()
  const save = useMutation({
    ...orpc.tasks.keepTemplate.mutationOptions(),
    onSuccess: () => onSaved().then(onDone),
  })
  return (
    <FormFrame
      onSubmit={(event) => {
        event?.preventDefault()
        save.mutate({ name, draft })
      }}
      submit={t('wizard.templates.submit')}
      busy={save.isPending}
      error={save.error}
      onCancel={onDone}
      disabled={name === ''}
    >
      <TextInput
        label={t('wizard.templates.name')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maxLength={64}
        data-autofocus
        required
      />
      {taken.includes(name) && <Text size="sm">{t('wizard.templates.replaces', { name })}</Text>}
    </FormFrame>
  )
}
