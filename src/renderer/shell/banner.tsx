import { Box, Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { orpc } from '../api.ts'
import { useLiveState } from '../live.ts'
import { useChain, useLinkState, useSystem } from './use-system.ts'
import classes from './shell.module.css'
import { useMutation } from '../ui/use-mutation.ts'
import { inWords } from '../said.ts'

/** Says above every view when what it shows may be old, and why. */
export const Banner = () => {
  const { t } = useTranslation('shell')
  const live = useLiveState()
  const link = useLinkState()
  const system = useSystem()
  const chain = useChain()
  const reconnect = useMutation(orpc.chain.reconnect.mutationOptions())
  const style = { background: 'var(--warn-bg)', color: 'var(--warn)' }
  if (link.state === 'refused' || link.state === 'impostor' || !system) return null
  if (live === 'reconnecting')
    return (
      <Box className={classes.banner} style={style} role="alert">
        {t('lost')} {link.reason}
      </Box>
    )
  if (system.phase === 'stopping')
    return (
      <Box className={classes.banner} style={style} role="alert">
        {t('stopping')}
      </Box>
    )
  if (system.phase === 'ready' && (chain?.connection === 'failed' || chain?.connection === 'reconnecting'))
    return (
      <Box className={classes.banner} style={style} role="alert">
        <Group justify="space-between" gap="sm">
          <span>
            {t('chainLost')} {inWords(chain.said, chain.error ?? '')}
          </span>
          <Button
            size="compact-sm"
            variant="default"
            loading={reconnect.isPending}
            onClick={() => reconnect.mutate({})}
          >
            {t('reconnect')}
          </Button>
        </Group>
      </Box>
    )
  // E.g. a full disk: it is connected, and yet nothing goes on.
  if (system.phase === 'ready' && chain?.connection === 'connected' && chain.error !== null)
    return (
      <Box className={classes.banner} style={style} role="alert">
        {inWords(chain.said, chain.error ?? '')}
      </Box>
    )
  return null
}
