/** All prices, those whose change brings most first; its filters stand in the page's address. */
import { Button, Group, Title } from '@mantine/core'
import { useMemo } from 'react'
import { useAddress, withQuery } from '../../../web/address.ts'
import { useList, useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Filters, Listing, Soft } from '../../../web/ui/facts.tsx'
import { ChoiceFilter, TextFilter } from '../../../web/ui/filter-fields.tsx'
import { Empty, Failed, Waiting } from '../../../web/ui/loaded.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import type { Outcome, PlanRow, PricingSummary } from '../schema.ts'
import { OUTCOME_WORDS, words } from './words.ts'

interface PriceListProps {
  readonly selected: string | null
  onOpen(id: string): void
}

const PANES = ['rules', 'competitors', 'results'] as const
const OUTCOMES = Object.keys(OUTCOME_WORDS) as Outcome[] // its own keys

export function PriceList({ selected, onOpen }: PriceListProps) {
  const t = useText()
  const { said, say } = useAddress()
  const path = withQuery('/pricing/products', { outcome: said.outcome, text: said.text })
  const list = useList<PlanRow>(path)
  const columns = usePriceColumns()
  const isNarrowed = said.outcome !== undefined || said.text !== undefined
  return (
    <Listing>
      <Group justify="space-between" mb={8} gap={8}>
        <Title order={1} size="h3">
          {t(words.title)}
        </Title>
        <Group gap={6}>
          {PANES.map((pane) => (
            <Button
              key={pane}
              size="compact-sm"
              variant={selected === pane ? 'light' : 'default'}
              onClick={() => onOpen(pane)}
            >
              {t(words[pane])}
            </Button>
          ))}
        </Group>
      </Group>
      {list.error !== null && <Failed error={list.error} again={() => void list.refetch()} />}
      {list.isPending && <Waiting lines={10} />}
      {list.data !== undefined && (
        <DataTable
          name="prices"
          label={t(words.list)}
          columns={columns}
          rows={list.items}
          rowKey={({ id }) => String(id)}
          selected={selected}
          roomy={selected === null}
          onOpen={({ id }) => onOpen(String(id))}
          maxHeight="calc(100dvh - var(--bar) - var(--band, 0px) - 190px)"
          sorting={{ sort: null, change: () => undefined }}
          tools={<PriceFilters />}
          more={list.more}
          empty={
            isNarrowed ? (
              <Empty
                title={t(words.noMatch)}
                action={
                  <Button size="xs" variant="default" onClick={() => say({ outcome: null, text: null })}>
                    {t(words.clear)}
                  </Button>
                }
              />
            ) : (
              <Empty title={t(words.none)}>{t(words.noneHint)}</Empty>
            )
          }
        />
      )}
    </Listing>
  )
}

function PriceFilters() {
  const t = useText()
  const format = useFormat()
  const { said, say } = useAddress()
  const summary = useRead<PricingSummary>('/pricing').data
  const counted = (outcome: Outcome) => ({
    value: outcome,
    label: `${t(OUTCOME_WORDS[outcome])} (${format.count(summary?.counts[outcome] ?? 0)})`,
  })
  return (
    <Filters label={t(words.list)}>
      <TextFilter label={t(words.search)} value={said.text ?? ''} onChange={(text) => say({ text })} />
      <ChoiceFilter
        label={t(words.outcome)}
        value={said.outcome ?? ''}
        all={t(words.anyOutcome)}
        options={OUTCOMES.map(counted)}
        onChange={(outcome) => say({ outcome })}
      />
      {typeof summary?.asOf === 'string' && <Soft>{t(words.asOf(format.day(summary.asOf)))}</Soft>}
    </Filters>
  )
}

function usePriceColumns(): readonly Column<PlanRow>[] {
  const t = useText()
  return useMemo(() => {
    const fixed = { sortable: false } as const
    return [
      { ...fixed, key: 'title', label: words.name, value: ({ title }) => t(title), width: 150, grow: 3 },
      { ...fixed, key: 'outcome', label: words.outcome, value: ({ outcome }) => t(OUTCOME_WORDS[outcome]), width: 104 },
      { ...fixed, key: 'from', label: words.price, unit: 'cents', value: ({ fromCents }) => fromCents, width: 84 },
      { ...fixed, key: 'to', label: words.newPrice, unit: 'cents', value: ({ toCents }) => toCents, width: 96 },
      {
        ...fixed,
        key: 'gain',
        label: words.gain,
        unit: 'cents',
        value: ({ gain }) => (gain === null ? null : Math.round(gain.change)),
        width: 120,
      },
      {
        ...fixed,
        key: 'low',
        label: words.low,
        unit: 'cents',
        value: ({ gain }) => (gain === null ? null : Math.round(gain.low)),
        width: 110,
        hidden: 'narrow',
      },
      {
        ...fixed,
        key: 'high',
        label: words.high,
        unit: 'cents',
        value: ({ gain }) => (gain === null ? null : Math.round(gain.high)),
        width: 110,
        hidden: 'narrow',
      },
      {
        ...fixed,
        key: 'category',
        label: words.category,
        value: ({ category }) => category,
        width: 160,
        hidden: 'narrow',
      },
    ]
  }, [t])
}
