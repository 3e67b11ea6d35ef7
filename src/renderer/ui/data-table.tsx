import { Box, Button, Center, Group, Table, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { memo, useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useSorted, type SortKey } from './use-sorted.ts'
import { useWindowRows } from './use-window-rows.ts'
import classes from './ui.module.css'

export type Column<T> = {
  key: string
  title: React.ReactNode
  cell: (row: T) => React.ReactNode
  /** Offered to sort by. */
  sort?: SortKey<T>
  align?: 'left' | 'right'
  width?: number | string
}
type Props<T> = {
  /** What the table lists, for those who hear the page. */
  label: string
  /** The same array while nothing about them changes: rows are drawn again when it is another. */
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string | number
  /** Below the rows, e.g. a sum; one cell per column. */
  footer?: React.ReactNode
  /** Fetches the next page, given while there is one: asked for near the end of the rows, and until all are there to sort. */
  onMore?: (() => void) | undefined
  loadingMore?: boolean
  minWidth?: number
  /** Columns keep the widths they say, so that nothing moves while rows come and go. */
  fixed?: boolean
}

/** Rows left when the next page is fetched. */
const NEAR_END = 25

/**
 * A table in a panel: numbers to the right, scrolls sideways by itself when the window is narrow. Only the rows that
 * the window shows are drawn.
 */
export const DataTable = <T,>(props: Props<T>) => {
  const { label, columns, rows, rowKey, footer, onMore, loadingMore, minWidth, fixed } = props
  const { t } = useTranslation()
  const { sorted, isSorted, toggle, directionOf } = useSorted(rows)
  const { body, measure, shown, before, after } = useWindowRows(sorted.length)
  const wanted = isSorted || (shown.at(-1) ?? 0) >= rows.length - NEAR_END
  const fetchMore = useEffectEvent(() => onMore?.())
  // Not again by itself when it failed: no row came then.
  useEffect(() => {
    if (wanted) fetchMore()
  }, [wanted, rows.length])
  return (
    <Box className={classes.panel}>
      <Table.ScrollContainer minWidth={minWidth ?? 560} type="native">
        <Table
          aria-label={label}
          aria-rowcount={onMore ? -1 : rows.length + 1}
          verticalSpacing={8}
          horizontalSpacing="md"
          className={classes.figures}
          layout={fixed ? 'fixed' : 'auto'}
          highlightOnHover
        >
          <Table.Thead>
            <Table.Tr aria-rowindex={1}>
              {columns.map(({ key, title, align = 'left', width, sort }) => (
                <Table.Th
                  key={key}
                  ta={align}
                  w={width}
                  className={classes.head}
                  fz="sm"
                  c="dimmed"
                  fw={500}
                  aria-sort={sort && (directionOf(key) ?? 'none')}
                >
                  {sort ? (
                    <SortButton direction={directionOf(key)} align={align} onClick={() => toggle(key, sort)}>
                      {title}
                    </SortButton>
                  ) : (
                    title
                  )}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody ref={body}>
            <Room height={before} columns={columns.length} />
            {shown.map((index) => {
              const row = sorted[index]
              if (row === undefined) return null
              return <Row key={rowKey(row)} index={index} row={row} columns={columns} measure={measure} />
            })}
            <Room height={after} columns={columns.length} />
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

type SortProps = {
  direction: 'ascending' | 'descending' | undefined
  align: 'left' | 'right'
  onClick: () => void
  children: React.ReactNode
}
const icons = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort }

const SortButton = ({ direction, align, onClick, children }: SortProps) => {
  const Icon = icons[direction ?? 'none']
  return (
    <UnstyledButton onClick={onClick} fz="inherit" fw="inherit" c="inherit" mih={24}>
      <Group gap={4} wrap="nowrap" justify={align === 'right' ? 'flex-end' : 'flex-start'}>
        {children}
        <Icon size={14} aria-hidden className={direction ? undefined : classes.sortHint} />
      </Group>
    </UnstyledButton>
  )
}

type RowProps<T> = {
  index: number
  row: T
  columns: readonly Column<T>[]
  measure: (element: HTMLTableRowElement | null) => void
}
const PlainRow = <T,>({ index, row, columns, measure }: RowProps<T>) => (
  <Table.Tr ref={measure} data-index={index} aria-rowindex={index + 2}>
    {columns.map((column) => (
      <td key={column.key} className={classes.cell} style={{ textAlign: column.align ?? 'left' }}>
        {column.cell(row)}
      </td>
    ))}
  </Table.Tr>
)
const Row = memo(PlainRow) as typeof PlainRow

/** As high as the rows that are not drawn. */
const Room = ({ height, columns }: { height: number; columns: number }) =>
  height > 0 && (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
