import { Box, Button, Center, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './ui.module.css'

export type Column<T> = {
  key: string
  title: React.ReactNode
  cell: (row: T) => React.ReactNode
  align?: 'left' | 'right'
  width?: number | string
}
type Props<T> = {
  /** What the table lists, for those who hear the page. */
  label: string
  columns: Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string | number
  /** Below the rows, e.g. a sum; one cell per column. */
  footer?: React.ReactNode
  /** Fetches the next page; the button is there only while given. */
  onMore?: (() => void) | undefined
  loadingMore?: boolean
  minWidth?: number
}

/** A plain table in a panel: numbers to the right, scrolls sideways by itself when the window is narrow. */
export const DataTable = <T,>({
  label,
  columns,
  rows,
  rowKey,
  footer,
  onMore,
  loadingMore,
  minWidth,
}: Props<T>) => {
  const { t } = useTranslation()
  return (
    <Box className={classes.panel}>
      <Table.ScrollContainer minWidth={minWidth ?? 560} type="native">
        <Table
          aria-label={label}
          verticalSpacing={8}
          horizontalSpacing="md"
          className={classes.figures}
          highlightOnHover
        >
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th
                  key={column.key}
                  ta={column.align ?? 'left'}
                  w={column.width}
                  className={classes.head}
                  fz="sm"
                  c="dimmed"
                  fw={500}
                >
                  {column.title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={rowKey(row)}>
                {columns.map((column) => (
                  <Table.Td key={column.key} ta={column.align ?? 'left'}>
                    {column.cell(row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
          {footer && <Table.Tfoot>{footer}</Table.Tfoot>}
        </Table>
      </Table.ScrollContainer>
      {onMore && (
        <Center p="sm">
          <Button size="xs" variant="default" onClick={onMore} loading={loadingMore ?? false}>
            {t('more')}
          </Button>
        </Center>
      )}
    </Box>
  )
}
