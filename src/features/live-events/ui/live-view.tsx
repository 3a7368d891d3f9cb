/** The newest events, asked for anew every two seconds while somebody looks. */
import { Button, Drawer } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useAddress, withQuery } from '../../../web/address.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useLocale, useText } from '../../../web/lang.tsx'
import { Chart } from '../../../web/ui/chart/chart.tsx'
import { Filters, Soft } from '../../../web/ui/facts.tsx'
import { ChoiceFilter } from '../../../web/ui/filter-fields.tsx'
import { Empty, Loaded } from '../../../web/ui/loaded.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { When } from '../../../web/ui/when.tsx'
import { SavedViews } from '../../views/ui/saved-views.tsx'
import type { LiveEvent, Rates, Senders } from '../schema.ts'
import { Code } from './code.tsx'
import classes from './live.module.css'
import { words } from './words.ts'

const EVERY_MS = 2_000
const SHOWN = 100

interface Recent {
  readonly items: readonly LiveEvent[]
}

export function LiveView() {
  const t = useText()
  const { said } = useAddress()
  const [paused, setPaused] = useState(false)
  const [opened, setOpened] = useState<LiveEvent | null>(null)
  const { kind, type, source } = said
  const path = withQuery('/events/recent', { limit: SHOWN, kind, type, source })
  const query = useRead<Recent>(path, paused ? {} : { refetchMs: EVERY_MS })
  const isNarrowed = [kind, type, source].some((value) => value !== undefined)
  return (
    <>
      <RatesView live={!paused} />
      <Loaded query={query} lines={10}>
        {({ items }) => (
          <DataTable
            name="events"
            label={t(words.list)}
            columns={COLUMNS}
            rows={items}
            rowKey={({ id }) => id}
            selected={opened?.id ?? null}
            onOpen={(event) => setOpened(event)}
            sorting={{ sort: null, change: () => undefined }}
            tools={
              <>
                <EventFilters />
                <Button size="compact-sm" variant="default" aria-pressed={paused} onClick={() => setPaused(!paused)}>
                  {t(paused ? words.go : words.pause)}
                </Button>
                {paused && <Soft>{t(words.paused)}</Soft>}
              </>
            }
            empty={
              isNarrowed ? (
                <Empty title={t(words.noMatch)} />
              ) : (
                <Empty title={t(words.noneTitle)}>{t(words.none)}</Empty>
              )
            }
          />
        )}
      </Loaded>
      <Drawer
        opened={opened !== null}
        onClose={() => setOpened(null)}
        position="right"
        size="lg"
        title={t(words.event)}
        closeButtonProps={{ 'aria-label': t(words.close) }}
        transitionProps={{ duration: 100 }}
      >
        {opened !== null && <Code text={JSON.stringify(opened, null, 2)} label={t(words.event)} />}
      </Drawer>
    </>
  )
}

const fixed = { sortable: false } as const
const COLUMNS: readonly Column<LiveEvent>[] = [
  {
    ...fixed,
    key: 'received',
    label: words.received,
    value: ({ receivedAt }) => receivedAt,
    cell: ({ receivedAt }) => <When at={receivedAt} />,
    width: 130,
  },
  { ...fixed, key: 'at', label: words.at, value: ({ at }) => at, cell: ({ at }) => <When at={at} />, width: 130 },
  { ...fixed, key: 'type', label: words.type, value: ({ type }) => type, width: 150, grow: 2 },
  {
    ...fixed,
    key: 'path',
    label: words.path,
    value: ({ path, sku, orderKey }) => path || sku || orderKey,
    width: 160,
    grow: 3,
  },
  {
    ...fixed,
    key: 'who',
    label: words.who,
    value: ({ customerKey, anonymousId }) => customerKey || anonymousId,
    width: 140,
    grow: 2,
  },
  { ...fixed, key: 'source', label: words.source, value: ({ source }) => source, width: 90 },
  { ...fixed, key: 'device', label: words.device, value: ({ device }) => device, width: 80 },
  { ...fixed, key: 'country', label: words.country, value: ({ country }) => country, width: 60, hidden: true },
  { ...fixed, key: 'value', label: words.value, unit: 'cents', value: ({ valueCents }) => valueCents, hidden: true },
]

function EventFilters() {
  const t = useText()
  const { said, say } = useAddress()
  const rates = useRead<Rates>('/events/rates').data
  const senders = useRead<Senders>('/events/senders').data
  return (
    <Filters label={t(words.list)}>
      <ChoiceFilter
        label={t(words.kind)}
        value={said.kind ?? ''}
        all={t(words.anyKind)}
        options={(['visitors', 'facts'] as const).map((value) => ({ value, label: t(words[value]) }))}
        onChange={(kind) => say({ kind })}
      />
      <ChoiceFilter
        label={t(words.type)}
        value={said.type ?? ''}
        all={t(words.anyType)}
        options={(rates?.types ?? []).map(({ type }) => ({ value: type, label: type }))}
        onChange={(type) => say({ type })}
      />
      <ChoiceFilter
        label={t(words.source)}
        value={said.source ?? ''}
        all={t(words.anySource)}
        options={(senders?.items ?? []).map(({ name }) => ({ value: name, label: name }))}
        onChange={(source) => say({ source })}
      />
      <SavedViews page="events" />
    </Filters>
  )
}

function RatesView({ live }: { live: boolean }) {
  const t = useText()
  const format = useFormat()
  const { timeZone } = useLocale()
  const { say } = useAddress()
  const query = useRead<Rates>('/events/rates', live ? { refetchMs: 5 * EVERY_MS } : {})
  const minutes = useMemo(
    () => (query.data?.minutes ?? []).map((minute) => ({ ...minute, clock: clockOf(minute.at, timeZone) })),
    [query.data, timeZone],
  )
  return (
    <Loaded query={query} lines={3}>
      {({ types }) => (
        <>
          {minutes.every(({ visitors, facts }) => visitors + facts === 0) ? (
            <Soft>{t(words.quiet)}</Soft>
          ) : (
            <Chart
              spec={{
                id: 'events.minutes',
                title: words.minutes,
                kind: 'bar',
                unit: 'count',
                x: minutes.map(({ clock }) => clock),
                series: [
                  { name: words.visitors, role: 'actual', values: minutes.map(({ visitors }) => visitors) },
                  { name: words.facts, role: 'comparison', values: minutes.map(({ facts }) => facts) },
                ],
                marks: [],
              }}
            />
          )}
          {types.length > 0 && (
            <ul className={classes.types} aria-label={t(words.types)}>
              {types.map(({ type, events }) => (
                <li key={type}>
                  <button type="button" onClick={() => say({ type })}>
                    {type}
                  </button>{' '}
                  {format.count(events)}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Loaded>
  )
}

/** Twenty-four hours in both languages. */
const clockOf = (instant: string, timeZone: string) =>
  new Date(instant).toLocaleTimeString('de-DE', { hour: '2-digit', minute: '2-digit', timeZone })
