import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { IconPlayerPlay, IconPlayerStop, IconRobot } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../api.ts'
import { didName } from '../ui/names.tsx'
import { useAct } from './use-act.ts'

/** Hosting an agent of each package; starting and stopping those that are hosted. */
export const useHostingCommands = (enabled: boolean) => {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const packages = useQuery({ ...orpc.agents.packages.queryOptions(), enabled }).data ?? []
  const hosted = useQuery({ ...orpc.agents.hosted.queryOptions(), enabled }).data ?? []
  const act = useAct()
  const hosting = packages.map(({ id, manifest: { title } }) => ({
    id: `host-${id}`,
    label: t('palette.host', { title }),
    icon: IconRobot,
    run: () => void navigate({ to: '/agents', search: { tab: 'catalogue', host: id } }),
  }))
  const switching = hosted.map(({ did, enabled: on }) => ({
    id: `switch-${did}`,
    label: t(on ? 'palette.stop' : 'palette.start', { agent: didName(did) }),
    icon: on ? IconPlayerStop : IconPlayerPlay,
    run: () => {
      void navigate({ to: `/agents/${encodeURIComponent(did)}` })
      act(() => (on ? client.agents.stopHosting({ did }) : client.agents.startHosting({ did })))
    },
  }))
  return [...hosting, ...switching]
}
