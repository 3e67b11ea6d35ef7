import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useSystem } from './use-system.ts'

/** What stays wrong with this machine or its data until the user does something about it, above every view. */
export const Notices = () =>
  useSystem()?.notices.map(({ id, message, consequence, remedy }) => (
    <Alert
      key={id}
      color="yellow"
      mb="md"
      role="alert"
      title={message}
      icon={<IconAlertTriangle size={20} aria-hidden />}
    >
      <Text size="sm">{consequence}</Text>
      <Text size="sm">{remedy}</Text>
    </Alert>
  ))
