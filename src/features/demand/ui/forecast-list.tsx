/** The list of forecasts with its filters, all of them in the page's address. */
import { Button, Group, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Text } from '../../../core/lang.ts'
import { useAddress, withQuery } from '../../../web/address.ts'
import { useList, useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Filters, Listing, Soft } from '../../../web/ui/facts.tsx'
import { ChoiceFilter } from '../../../web/ui/filter-fields.tsx'
import { Empty, Failed, Waiting } from '../../../web/ui/loaded.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import type { ForecastList as ForecastPiece, ForecastRow } from '../schema.ts'
import { placeOf } from './place.ts'
import { asOf, kindWords, sortWords, words } from './words.ts'

interface ForecastListProps {
  readonly selected: string | null
  onOpen(place: string): void
}

const FILTERS = ['kind', 'category', 'order'] as const

export function ForecastList({ selected, onOpen }: ForecastListProps) {
  const t = useText()
  const { said, say } = useAddress()
  const path = withQuery('/forecasts', {
    sort: said.sort ?? 'money',
    ...Object.fromEntries(FILTERS.map((name) => [name, said[name]])),
  })
  const list = useList<ForecastRow>(path)
  const columns = useMemo(() => [nameColumn(t), ...COLUMNS], [t])
  const isNarrowed = FILTERS.some((name) => said[name] !== undefined)
  return (
    <Listing>
      <Group justify="space-between" align="baseline" mb={8}>
        <Title order={1} size="h3">
          {t(words.list)}
        </Title>
        <Link to="/forecast-accuracy">{t(words.accuracy)}</Link>
      </Group>
      {list.error !== null && <Failed error={list.error} again={() => void list.refetch()} />}
      {list.isPending && <Waiting lines={10} />}
      {list.data !== undefined && (
        <DataTable
          name="forecasts"
          label={t(words.list)}
          columns={columns}
          rows={list.items}
          rowKey={placeOf}
          selected={selected}
          roomy={selected === null}
          onOpen={(row) => onOpen(placeOf(row))}
          maxHeight="calc(100dvh - var(--bar) - var(--band, 0px) - 190px)"
          sorting={{ sort: null, change: () => undefined }}
          tools={<ForecastFilters day={list.items[0]?.asOf ?? null} />}
          more={list.more}
          empty={
            isNarrowed ? (
              <Empty
                title={t(words.noMatch)}
                action={
                  <Button size="xs" variant="default" onClick={() => say(NO_FILTERS)}>
                    {t(words.clear)}
                  </Button>
                }
              />
            ) : (
              <Empty title={t(words.noneTitle)}>{t(words.none)}</Empty>
            )
          }
        />
      )}
    </Listing>
  )
}

const NO_FILTERS = Object.fromEntries(FILTERS.map((name) => [name, null]))

function ForecastFilters({ day }: { day: string | null }) {
  const t = useText()
  const format = useFormat()
  const { said, say } = useAddress()
  const kind = said.kind ?? 'product'
  const categories = useRead<ForecastPiece>(kind === 'product' ? '/forecasts?kind=category&limit=200' : null)
  return (
    <Filters label={t(words.list)}>
      <ChoiceFilter
        label={t(words.kind)}
        value={kind}
        options={Object.entries(kindWords).map(([value, word]) => ({ value, label: t(word) }))}
        onChange={(value) => say({ kind: value === 'product' ? null : value, category: null, order: null })}
      />
      <ChoiceFilter
        label={t(words.sort)}
        value={said.sort ?? 'money'}
        options={Object.entries(sortWords).map(([value, word]) => ({ value, label: t(word) }))}
        onChange={(sort) => say({ sort: sort === 'money' ? null : sort })}
      />
      {kind === 'product' && (
        <>
          <ChoiceFilter
            label={t(words.category)}
            value={said.category ?? ''}
            all={t(words.anyCategory)}
            options={(categories.data?.items ?? []).map(({ id }) => ({ value: id, label: id }))}
            onChange={(category) => say({ category })}
          />
          <ChoiceFilter
            label={t(words.stock)}
            value={said.order ?? ''}
            all={t(words.anyStock)}
            options={[{ value: 'due', label: t(words.due) }]}
            onChange={(order) => say({ order })}
          />
        </>
      )}
      {day !== null && <Soft>{t(asOf(format.day(day)))}</Soft>}
    </Filters>
  )
}

const nameColumn = (t: (text: Text) => string): Column<ForecastRow> => ({
  key: 'name',
  label: words.name,
  sortable: false,
  value: ({ title }) => t(title),
  width: 170,
  grow: 4,
})

const fixed = { sortable: false, unit: 'count' } as const

/** The workbench puts the list in order: the whole of it, and not only what was read. */
const COLUMNS: readonly Column<ForecastRow>[] = [
  { ...fixed, key: 'units', label: words.units, value: ({ month }) => Math.round(month.point), width: 70 },
  { ...fixed, key: 'low', label: words.low, value: ({ month }) => Math.floor(month.low), width: 66, hidden: 'narrow' },
  {
    ...fixed,
    key: 'high',
    label: words.high,
    value: ({ month }) => Math.ceil(month.high),
    width: 66,
    hidden: 'narrow',
  },
  {
    ...fixed,
    key: 'before',
    label: words.before,
    value: ({ monthBefore }) => Math.round(monthBefore),
    width: 112,
    hidden: 'narrow',
  },
  {
    ...fixed,
    key: 'change',
    label: words.change,
    unit: 'cents',
    value: ({ changeCents }) => Math.round(changeCents),
    width: 116,
  },
  {
    ...fixed,
    key: 'year',
    label: words.yearBefore,
    value: ({ yearBefore }) => (yearBefore === null ? null : Math.round(yearBefore)),
    width: 112,
    hidden: 'narrow',
  },
  {
    ...fixed,
    key: 'naive',
    label: words.naive,
    value: ({ month }) => Math.round(month.naive),
    width: 112,
    hidden: 'narrow',
  },
  {
    ...fixed,
    key: 'worth',
    label: words.worth,
    unit: 'cents',
    value: ({ monthCents }) => Math.round(monthCents),
    width: 116,
    hidden: 'narrow',
  },
  {
    ...fixed,
    key: 'quarter',
    label: words.quarter,
    value: ({ quarter }) => Math.round(quarter.point),
    width: 120,
    hidden: true,
  },
  { ...fixed, key: 'left', label: words.left, value: ({ stockLeft }) => stockLeft, width: 80, hidden: 'narrow' },
  {
    ...fixed,
    key: 'point',
    label: words.reorderPoint,
    value: ({ reorderPoint }) => reorderPoint,
    width: 100,
    hidden: 'narrow',
  },
  { ...fixed, key: 'order', label: words.orderUnits, value: ({ orderUnits }) => orderUnits, width: 80, hidden: true },
]
