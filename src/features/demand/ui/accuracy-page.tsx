/** How near the forecasts came: beside what came and beside plain carrying over. */
import { List } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useAddress } from '../../../web/address.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Chart } from '../../../web/ui/chart/chart.tsx'
import type { ChartSpec } from '../../../web/ui/chart/spec.ts'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { ChoiceFilter } from '../../../web/ui/filter-fields.tsx'
import { Empty, Loaded } from '../../../web/ui/loaded.tsx'
import { Page } from '../../../web/ui/page.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import type { ForecastAccuracy, ForecastScore } from '../schema.ts'
import { placeOf } from './place.ts'
import { firstFrom, horizonWords, lastDays, nightsTitle, outOf, scoreKindWords, words } from './words.ts'

const PERIODS = [7, 28, 90, 365] as const

export function AccuracyPage() {
  const t = useText()
  const format = useFormat()
  const { said, say } = useAddress()
  const days = PERIODS.find((one) => String(one) === said.days) ?? 28
  const query = useRead<ForecastAccuracy>(`/forecasts/accuracy?days=${days}`)
  return (
    <Page
      title={t(words.board)}
      about={t(words.boardAbout)}
      actions={
        <>
          <ChoiceFilter
            label={t(words.period)}
            value={String(days)}
            options={PERIODS.map((one) => ({ value: String(one), label: t(lastDays(one)) }))}
            onChange={(value) => say({ days: value === '28' ? null : value })}
          />
          <Link to="/forecasts/{-$id}">{t(words.toList)}</Link>
        </>
      }
    >
      <Loaded
        query={query}
        lines={10}
        isEmpty={({ scores }) => scores.length === 0}
        empty={
          <Empty title={t(words.boardEmpty)}>
            {t(query.data?.firstDay == null ? words.boardNone : firstFrom(format.day(query.data.firstDay)))}
          </Empty>
        }
      >
        {(accuracy) => <Board accuracy={accuracy} />}
      </Loaded>
    </Page>
  )
}

function Board({ accuracy }: { accuracy: ForecastAccuracy }) {
  const t = useText()
  const { scores, categories, nights } = accuracy
  const levels = useMemo(
    (): readonly Column<ForecastScore>[] => [
      { key: 'kind', label: words.kind, value: ({ kind }) => t(scoreKindWords[kind]), width: 110 },
      { key: 'horizon', label: words.horizon, value: ({ horizon }) => t(horizonWords[horizon]), width: 80 },
      ...FIGURES,
    ],
    [t],
  )
  const byCategory = useMemo(
    (): readonly Column<ForecastAccuracy['categories'][number]>[] => [
      {
        key: 'category',
        label: words.category,
        value: ({ category }) => category || t(words.noCategory),
        width: 180,
        grow: 3,
      },
      ...FIGURES,
    ],
    [t],
  )
  return (
    <>
      <Block title={t(words.byLevel)}>
        <DataTable
          name="forecast-scores"
          label={t(words.byLevel)}
          columns={levels}
          rows={scores}
          rowKey={({ kind, horizon }) => `${kind} ${horizon}`}
          roomy
        />
      </Block>
      {nights.length > 1 && <Chart spec={nightsSpec(nights)} />}
      {categories.length > 0 && (
        <Block title={t(words.byCategory)}>
          <DataTable
            name="forecast-categories"
            label={t(words.byCategory)}
            columns={byCategory}
            rows={categories}
            rowKey={({ category }) => category}
            roomy
          />
        </Block>
      )}
      <GivenWay naive={accuracy.naive} />
    </>
  )
}

function GivenWay({ naive }: { naive: ForecastAccuracy['naive'] }) {
  const t = useText()
  return (
    <Block title={t(words.modelsOut)}>
      <Soft>{t(outOf(naive.count, naive.of))}</Soft>
      <List size="sm" mt={8}>
        {naive.worst.map((one) => (
          <List.Item key={placeOf(one)}>
            <Link to="/forecasts/{-$id}" params={{ id: placeOf(one) }}>
              {t(one.title)}
            </Link>
          </List.Item>
        ))}
      </List>
    </Block>
  )
}

function nightsSpec(nights: ForecastAccuracy['nights']): ChartSpec {
  return {
    id: 'forecast.nights',
    title: nightsTitle,
    kind: 'line',
    unit: 'number',
    x: nights.map(({ day }) => day),
    series: [
      { name: words.ourError, role: 'actual', values: nights.map(({ mase }) => mase) },
      { name: words.naive, role: 'comparison', values: nights.map(({ naiveMase }) => naiveMase) },
    ],
    marks: [],
  }
}

const FIGURES: readonly Column<ForecastScore>[] = [
  { key: 'mase', label: words.mase, unit: 'number', value: ({ mase }) => mase, width: 80 },
  { key: 'naiveMase', label: words.naiveMase, unit: 'number', value: ({ naiveMase }) => naiveMase, width: 150 },
  { key: 'rmsse', label: words.rmsse, unit: 'number', value: ({ rmsse }) => rmsse, width: 80, hidden: 'narrow' },
  {
    key: 'naiveRmsse',
    label: words.naiveRmsse,
    unit: 'number',
    value: ({ naiveRmsse }) => naiveRmsse,
    width: 160,
    hidden: 'narrow',
  },
  { key: 'error', label: words.error, unit: 'ratio', value: ({ error }) => error, width: 120 },
  { key: 'naiveError', label: words.naiveError, unit: 'ratio', value: ({ naiveError }) => naiveError, width: 110 },
  { key: 'coverage', label: words.coverage, unit: 'ratio', value: ({ coverage }) => coverage, width: 110 },
  { key: 'forecasts', label: words.forecasts, unit: 'count', value: ({ forecasts }) => forecasts, width: 100 },
  { key: 'nights', label: words.nights, unit: 'count', value: ({ nights }) => nights, width: 70, hidden: 'narrow' },
]
