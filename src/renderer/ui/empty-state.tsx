import { Center, Stack, Text } from '@mantine/core'

/** What will be here, in a sentence, and the one button that starts it. */
export const EmptyState = ({ children, action }: { children: React.ReactNode; action?: React.ReactNode }) => (
  <Center p="xl">
    <Stack align="center" gap="md" maw={440}>
      <Text c="dimmed" ta="center">
        {children}
      </Text>
      {action}
    </Stack>
  </Center>
)
