import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { Boundary } from './boundary.tsx'
import classes from './ui.module.css'

type Props = {
  title: string
  /** One line under the title: the answer to the question this view is for. */
  lead?: React.ReactNode
  actions?: React.ReactNode
  /** Reading pages stay narrow, comparing pages use the room there is. */
  width?: 'narrow' | 'wide'
  children: React.ReactNode
}

/** The frame of every view: heading, the answer in one line, actions to the right, content below. */
export const Page = ({ title, lead, actions, width = 'wide', children }: Props) => {
  useDocumentTitle(`${title} · Ainur`)
  return (
    <Stack gap="lg" maw={width === 'narrow' ? 760 : 1440} mx="auto" w="100%" p={{ base: 'sm', sm: 'lg' }}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4}>
          <Title order={1}>{title}</Title>
          {lead && (
            <Text c="dimmed" component="div">
              <Boundary>{lead}</Boundary>
            </Text>
          )}
        </Stack>
        {actions && (
          <Group gap="xs">
            <Boundary>{actions}</Boundary>
          </Group>
        )}
      </Group>
      <Boundary>{children}</Boundary>
    </Stack>
  )
}

type SectionProps = {
  title?: React.ReactNode
  actions?: React.ReactNode
  children: React.ReactNode
  flush?: boolean
}

/** A part of a view with its heading; in a panel unless `flush` (for tables, which are panels themselves). */
export const Section = ({ title, actions, children, flush = false }: SectionProps) => (
  <Stack gap="sm" component="section">
    {(title || actions) && (
      <Group justify="space-between" gap="sm">
        {title && <Title order={2}>{title}</Title>}
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
    )}
    <Boundary>
      {flush ? (
        children
      ) : (
        <Box className={classes.panel} p="md">
          {children}
        </Box>
      )}
    </Boundary>
  </Stack>
)

/** Named facts, one a line: `[["Owner", <AccountName …/>], …]`. */
export const Facts = ({ rows }: { rows: [React.ReactNode, React.ReactNode][] }) => (
  <dl className={classes.rows}>
    {rows.map(([name, value], row) => (
      <div key={row} style={{ display: 'contents' }}>
        <Text component="dt" size="sm">
          {name}
        </Text>
        <Text component="dd" size="sm">
          {value}
        </Text>
      </div>
    ))}
  </dl>
)
