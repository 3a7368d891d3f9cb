/** What was said of each change, and what came. */
import { useMemo } from 'react'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Pane, Soft } from '../../../web/ui/facts.tsx'
import { Empty, Loaded } from '../../../web/ui/loaded.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import type { PriceResult, ResultList } from '../schema.ts'
import { resultWords, words } from './words.ts'

export function ResultsPane() {
  const t = useText()
  const query = useRead<ResultList>('/pricing/results')
  const columns = useResultColumns()
  return (
    <Pane>
      <h1>{t(words.results)}</h1>
      <Soft>{t(resultWords.about)}</Soft>
      <Loaded
        query={query}
        lines={6}
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty title={t(resultWords.none)}>{t(resultWords.noneHint)}</Empty>}
      >
        {({ items, judged, within }) => (
          <>
            {judged > 0 && <p>{t(resultWords.within(within, judged))}</p>}
            <DataTable
              name="price-results"
              label={t(words.results)}
              columns={columns}
              rows={items}
              rowKey={({ proposalId }) => proposalId}
            />
          </>
        )}
      </Loaded>
    </Pane>
  )
}

function useResultColumns(): readonly Column<PriceResult>[] {
  const t = useText()
  const format = useFormat()
  return useMemo(() => {
    const span = (value: number, low: number, high: number) =>
      t(
        words.between(
          ...([value, low, high].map((cents) => format.money(Math.round(cents))) as [string, string, string]),
        ),
      ) // three in, three out
    return [
      { key: 'title', label: words.name, value: ({ title }) => t(title), width: 140, grow: 2 },
      { key: 'day', label: words.day, unit: 'date', value: ({ day }) => day, width: 92 },
      {
        key: 'price',
        label: words.price,
        value: ({ fromCents, toCents }) => `${format.money(fromCents)} → ${format.money(toCents)}`,
        width: 140,
      },
      {
        key: 'said',
        label: resultWords.said,
        unit: 'cents',
        value: ({ said }) => said?.margin.change ?? null,
        cell: ({ said }) => (said === null ? '–' : span(said.margin.change, said.margin.low, said.margin.high)),
        width: 210,
      },
      {
        key: 'came',
        label: resultWords.came,
        unit: 'cents',
        value: ({ came }) => came?.marginCents ?? null,
        cell: ({ came, missing }) =>
          came === null ? (
            <Soft>{missing === null ? '–' : t(missing)}</Soft>
          ) : (
            span(came.marginCents, came.lowCents, came.highCents)
          ),
        width: 210,
      },
      {
        key: 'factor',
        label: resultWords.factor,
        unit: 'ratio',
        value: ({ came }) => (came === null ? null : came.factor - 1),
        width: 100,
      },
      {
        key: 'controls',
        label: resultWords.controls,
        unit: 'count',
        value: ({ came }) => came?.controls ?? null,
        width: 100,
        hidden: 'narrow',
      },
    ]
  }, [t, format])
}
