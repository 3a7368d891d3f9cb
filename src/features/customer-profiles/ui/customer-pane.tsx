/** One customer: who it is, what they are worth, what they agreed to, and what happened. */
import { Group, SegmentedControl, Text } from '@mantine/core'
import { useAddress } from '../../../web/address.ts'
import { useMay } from '../../../web/api/me.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Block, Facts, Figures, Pane, Soft } from '../../../web/ui/facts.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { Badge, type Tone } from '../../../web/ui/state-badge.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Customer, MemberOf } from '../schema.ts'
import { OrderList } from './order-list.tsx'
import { PrivacyActions } from './privacy-actions.tsx'
import { Timeline } from './timeline.tsx'
import { consentWords, countryWords, saidBy, segmentWords, words } from './words.ts'

const CONSENT_TONES: Readonly<Record<Customer['consent'], Tone>> = { yes: 'good', no: 'bad', unknown: 'plain' }

export function CustomerPane({ customerKey }: { customerKey: string }) {
  const path = `/customers/${encodeURIComponent(customerKey)}`
  const query = useRead<Customer>(path)
  return (
    <Pane>
      <Loaded query={query} lines={12}>
        {(customer) => <Profile customer={customer} path={path} />}
      </Loaded>
    </Pane>
  )
}

function Profile({ customer, path }: { customer: Customer; path: string }) {
  const t = useText()
  const { said, say } = useAddress()
  const mayExport = useMay('customers.export')
  const mayErase = useMay('customers.erase')
  const tab = said.tab === 'orders' ? 'orders' : 'timeline'
  return (
    <>
      <Group gap={8} mb={4}>
        <h1>{customer.name || customer.email || customer.key}</h1>
        <Badge tone="accent">{t(segmentWords[customer.segment])}</Badge>
        <Badge tone={CONSENT_TONES[customer.consent]}>{t(consentWords[customer.consent])}</Badge>
      </Group>
      <Worth customer={customer} />
      <Who customer={customer} />
      <Consent customer={customer} />
      <Audiences path={path} />
      <Block
        title={t(tab === 'orders' ? words.orders : words.timeline)}
        tools={
          <SegmentedControl
            size="xs"
            aria-label={t(words.timeline)}
            value={tab}
            onChange={(value) => say({ tab: value === 'orders' ? 'orders' : null })}
            data={[
              { value: 'timeline', label: t(words.timeline) },
              { value: 'orders', label: t(words.orders) },
            ]}
          />
        }
      >
        {tab === 'orders' ? <OrderList path={path} /> : <Timeline path={path} />}
      </Block>
      {(mayExport || mayErase) && (
        <PrivacyActions customerKey={customer.key} path={path} {...{ mayExport, mayErase }} />
      )}
    </>
  )
}

function Worth({ customer }: { customer: Customer }) {
  const t = useText()
  const format = useFormat()
  const { spentCents, orders, lastOrderAt, expected } = customer
  return (
    <Block title={t(words.spent)}>
      <Figures
        items={[
          { label: t(words.spent), value: format.money(spentCents) },
          { label: t(words.orders), value: format.count(orders) },
          { label: t(words.average), value: format.money(orders === 0 ? null : Math.round(spentCents / orders)) },
          ...(expected === null ? [] : [{ label: t(words.expected), value: format.money(Math.round(expected.cents)) }]),
          { label: t(words.lastOrder), value: lastOrderAt === null ? '–' : <When at={lastOrderAt} /> },
        ]}
      />
    </Block>
  )
}

function Who({ customer }: { customer: Customer }) {
  const t = useText()
  const { email, postcode, city, country, key, createdAt, firstOrderAt, traits } = customer
  const lines = [
    { label: t(words.email), value: email },
    {
      label: t(words.address),
      value: [postcode, city, t(countryWords(country))].filter((part) => part !== '').join(' '),
    },
    { label: t(words.key), value: key },
    ...(createdAt === null ? [] : [{ label: t(words.since), value: <When at={createdAt} /> }]),
    ...(firstOrderAt === null ? [] : [{ label: t(words.firstOrder), value: <When at={firstOrderAt} /> }]),
    ...traits.map(({ name, value }) => ({ label: name, value })),
  ]
  return (
    <Block title={t(words.profile)}>
      <Facts items={lines.filter(({ value }) => value !== '')} />
    </Block>
  )
}

function Consent({ customer }: { customer: Customer }) {
  const t = useText()
  return (
    <Block title={t(words.consentTitle)}>
      {customer.consentSaid.length === 0 ? (
        <Soft>{t(words.consentNone)}</Soft>
      ) : (
        <Facts
          items={customer.consentSaid.map(({ purpose, value, by, at }) => ({
            label: purpose === 'marketing' ? t(words.consent) : purpose,
            value: (
              <>
                {t(consentWords[value])}, {t(saidBy(by))} {at !== null && <When at={at} />}
              </>
            ),
          }))}
        />
      )}
    </Block>
  )
}

function Audiences({ path }: { path: string }) {
  const t = useText()
  const may = useMay('audiences.read')
  const query = useRead<MemberOf>(may ? `${path}/audiences` : null)
  if (!may) return null
  return (
    <Block title={t(words.audiences)}>
      <Loaded
        query={query}
        lines={1}
        isEmpty={({ items }) => items.length === 0}
        empty={<Soft>{t(words.noAudiences)}</Soft>}
      >
        {({ items }) => <Text size="sm">{items.map(({ name }) => name).join(', ')}</Text>}
      </Loaded>
    </Block>
  )
}
