import { Button, Group, Menu, Modal, Stack } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agent } from '../../../contract/agents.ts'
import { AmountInput } from '../../ui/amount-input.tsx'
import { SignPanel } from '../../ui/sign-panel.tsx'
import type { ActionInput } from '../../ui/use-sign.ts'
import type { z } from 'zod'

type AgentData = z.infer<typeof Agent>
type Verb = 'pause' | 'resume' | 'update' | 'addStake' | 'unstake' | 'withdraw' | 'deregister'

const withAmount: readonly Verb[] = ['update', 'addStake', 'unstake']
const toAction = (verb: Verb, did: string, amount: string): ActionInput => {
  switch (verb) {
    case 'pause':
      return { type: 'agent.pause', did }
    case 'resume':
      return { type: 'agent.resume', did }
    case 'update':
      return { type: 'agent.update', did, price: amount }
    case 'addStake':
      return { type: 'agent.add-stake', did, amount }
    case 'unstake':
      return { type: 'agent.unstake', did, amount }
    case 'withdraw':
      return { type: 'agent.withdraw-unbonded', did }
    case 'deregister':
      return { type: 'agent.deregister', did }
  }
}

/** What the owner can do with an agent on the chain; each choice opens the signing panel. */
export const AgentActions = ({ agent }: { agent: AgentData }) => {
  const { t } = useTranslation('agents')
  const [verb, setVerb] = useState<Verb | null>(null)
  const choices: Verb[] =
    agent.status === 'retired'
      ? []
      : [agent.status === 'paused' ? 'resume' : 'pause', 'update', 'addStake', 'unstake']
  if (agent.unbonding !== '0') choices.push('withdraw')
  if (agent.status !== 'retired') choices.push('deregister')
  if (choices.length === 0) return null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={16} aria-hidden />}>
            {t('action.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {choices.map((choice) => (
            <Menu.Item
              key={choice}
              onClick={() => setVerb(choice)}
              {...(choice === 'deregister' && { c: 'var(--bad)' })}
            >
              {t(`action.${choice}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={verb !== null}
        onClose={() => setVerb(null)}
        title={verb && t(`action.${verb}`)}
        size="lg"
      >
        {verb && <ActionForm key={verb} agent={agent} verb={verb} onCancel={() => setVerb(null)} />}
      </Modal>
    </>
  )
}

const ActionForm = ({ agent, verb, onCancel }: { agent: AgentData; verb: Verb; onCancel: () => void }) => {
  const { t } = useTranslation('agents')
  const [amount, setAmount] = useState<string | null>(verb === 'update' ? agent.price : null)
  const [ready, setReady] = useState(!withAmount.includes(verb))
  if (ready)
    return (
      <SignPanel
        from={agent.owner}
        action={toAction(verb, agent.did, amount ?? '0')}
        confirm={t(`action.${verb}`)}
        onCancel={onCancel}
        danger={verb === 'deregister'}
      />
    )
  return (
    <form onSubmit={(event) => (event.preventDefault(), setReady(true))}>
      <Stack gap="md">
        <AmountInput
          label={t(verb === 'update' ? 'action.newPrice' : 'action.amount')}
          value={amount}
          onChange={setAmount}
          required
          data-autofocus
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={!amount || amount === '0'}>
            {t('action.next')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
