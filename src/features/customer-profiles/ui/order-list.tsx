/** The orders of a person, and the lines of one. */
import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useList } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Soft } from '../../../web/ui/facts.tsx'
import { Failed, Waiting } from '../../../web/ui/loaded.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Order } from '../schema.ts'
import { documentWords, words } from './words.ts'

export function OrderList({ path }: { path: string }) {
  const t = useText()
  const list = useList<Order>(`${path}/orders`)
  const columns = useMemo(
    (): readonly Column<Order>[] => [
      {
        key: 'number',
        label: words.order,
        value: ({ number }) => number,
        cell: ({ id, number }) => (
          <Anchor component={Link} to={`/orders/${id}`} inherit>
            {number}
          </Anchor>
        ),
      },
      {
        key: 'placed',
        label: words.placed,
        value: ({ placedAt }) => placedAt,
        cell: ({ placedAt }) => <When at={placedAt} />,
      },
      {
        key: 'state',
        label: words.orders,
        value: ({ cancelledAt, document }) => t(cancelledAt === null ? documentWords[document] : words.cancelled),
      },
      { key: 'lines', label: words.quantity, unit: 'count', value: ({ lines }) => lines.length, width: 60 },
      {
        key: 'refunded',
        label: words.refunded,
        unit: 'cents',
        value: ({ refundedCents }) => refundedCents,
        hidden: true,
      },
      { key: 'total', label: words.total, unit: 'cents', value: ({ totalCents }) => totalCents },
    ],
    [t],
  )
  if (list.error !== null) return <Failed error={list.error} again={() => void list.refetch()} />
  if (list.isPending) return <Waiting lines={4} />
  return (
    <DataTable
      name="orders"
      label={t(words.orders)}
      columns={columns}
      rows={list.items}
      rowKey={({ key }) => key}
      empty={<Soft>{t(words.noOrders)}</Soft>}
      more={list.more}
    />
  )
}

const LINE_COLUMNS: readonly Column<Order['lines'][number] & { readonly at: number }>[] = [
  {
    key: 'title',
    label: words.item,
    value: ({ title }) => title,
    cell: ({ title, productId }) =>
      productId === null ? (
        title
      ) : (
        <Anchor component={Link} to={`/products/${productId}`} inherit>
          {title}
        </Anchor>
      ),
    width: 200,
    grow: 3,
  },
  { key: 'sku', label: words.sku, value: ({ sku }) => sku, width: 120 },
  { key: 'quantity', label: words.quantity, unit: 'count', value: ({ quantity }) => quantity, width: 64 },
  { key: 'price', label: words.price, unit: 'cents', value: ({ unitPriceCents }) => unitPriceCents },
  { key: 'total', label: words.total, unit: 'cents', value: ({ totalCents }) => totalCents },
]

export function OrderLines({ order }: { order: Order }) {
  const t = useText()
  return (
    <DataTable
      name="order-lines"
      label={t(words.lines)}
      columns={LINE_COLUMNS}
      rows={order.lines.map((line, at) => ({ ...line, at }))}
      rowKey={({ at }) => String(at)}
    />
  )
}
