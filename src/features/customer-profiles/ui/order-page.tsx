/** One order, for links from the search and from a person's timeline. */
import { Anchor, Group } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { channelName } from '../../../language/channel.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Block, Facts } from '../../../web/ui/facts.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { Page } from '../../../web/ui/page.tsx'
import { Badge } from '../../../web/ui/state-badge.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Order } from '../schema.ts'
import { OrderLines } from './order-list.tsx'
import { countryWords, documentWords, words } from './words.ts'

export function OrderPage() {
  const t = useText()
  const { id = '' }: { readonly id?: string } = useParams({ strict: false })
  const query = useRead<Order>(`/orders/${encodeURIComponent(id)}`)
  const number = query.data?.number ?? id
  return (
    <Page title={t(words.orderNumber(number))}>
      <Loaded query={query} lines={8}>
        {(order) => <Shown order={order} />}
      </Loaded>
    </Page>
  )
}

function Shown({ order }: { order: Order }) {
  const t = useText()
  const format = useFormat()
  const { customerKey, placedAt, cancelledAt, channel, country, totalCents, refundedCents, refunds, document } = order
  const customer =
    customerKey === null ? (
      t(words.guest)
    ) : (
      <Anchor component={Link} to={`/customers/${encodeURIComponent(customerKey)}`} inherit>
        {customerKey}
      </Anchor>
    )
  return (
    <>
      <Group gap={8} mb={8}>
        <Badge>{t(documentWords[document])}</Badge>
        {cancelledAt !== null && <Badge tone="bad">{t(words.cancelled)}</Badge>}
      </Group>
      <Facts
        items={[
          { label: t(words.customer), value: customer },
          { label: t(words.placed), value: <When at={placedAt} /> },
          {
            label: t(words.channel),
            value: [t(channelName(channel)), t(countryWords(country))].filter((part) => part !== '').join(' · '),
          },
          { label: t(words.total), value: format.money(totalCents) },
          ...(refundedCents === 0 ? [] : [{ label: t(words.refunded), value: format.money(refundedCents) }]),
          ...refunds.map(({ at, amountCents, reason }) => ({
            label: format.when(at),
            value: [format.money(amountCents), reason].filter((part) => part !== '').join(' · '),
          })),
        ]}
      />
      <Block title={t(words.lines)}>
        <OrderLines order={order} />
      </Block>
    </>
  )
}
