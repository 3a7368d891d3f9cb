/** One forecast: what came, what is to be expected with its band, when to reorder, how it was reckoned, and what would be if. */
import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { useAddress } from '../../../web/address.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Chart } from '../../../web/ui/chart/chart.tsx'
import type { ChartSpec } from '../../../web/ui/chart/spec.ts'
import { Block, Facts, Figures, Pane, Soft } from '../../../web/ui/facts.tsx'
import { Empty, Loaded } from '../../../web/ui/loaded.tsx'
import type { Forecast } from '../schema.ts'
import { readPlace } from './place.ts'
import { WhatIfForm } from './what-if-form.tsx'
import { chartTitle, errorText, methodWords, monthText, spikeText, tooLittle, words } from './words.ts'

export function ForecastPane({ place }: { place: string }) {
  const t = useText()
  const named = readPlace(place)
  const query = useRead<Forecast>(named === null ? null : `/forecasts/${named.kind}/${encodeURIComponent(named.id)}`)
  return (
    <Pane>
      {named === null ? (
        <Empty title={t(words.noMatch)} />
      ) : (
        <Loaded query={query} lines={12}>
          {(forecast) => <Shown forecast={forecast} />}
        </Loaded>
      )}
    </Pane>
  )
}

function Shown({ forecast }: { forecast: Forecast }) {
  const t = useText()
  const format = useFormat()
  const { month, months, quarter, monthBefore, yearBefore, monthCents } = forecast
  const count = (value: number | null) => format.count(value === null ? null : Math.round(value))
  return (
    <>
      <h1>{t(forecast.title)}</h1>
      {forecast.category !== '' && forecast.kind === 'product' && <Soft>{forecast.category}</Soft>}
      <Block title={t(words.one)}>
        <Figures
          items={[
            { label: t(words.next28), value: count(month.point) },
            { label: t(words.band), value: `${count(Math.floor(month.low))} – ${count(Math.ceil(month.high))}` },
            { label: t(words.before), value: count(monthBefore) },
            { label: t(words.yearBefore), value: yearBefore === null ? '–' : count(yearBefore) },
            { label: t(words.naive), value: count(month.naive) },
            { label: t(words.worth), value: format.money(Math.round(monthCents)) },
            { label: t(words.quarter), value: count(quarter.point) },
            ...months.map((one) => ({
              label: t(monthText(one.month)),
              value: `${count(one.point)} (${count(Math.floor(one.low))} – ${count(Math.ceil(one.high))})`,
            })),
          ]}
        />
        {forecast.tooLittle !== null && <Soft>{t(tooLittle(forecast.tooLittle))}</Soft>}
      </Block>
      <Course forecast={forecast} />
      {forecast.reorderPoint !== null && (
        <Block title={t(words.order)}>
          <Figures
            items={[
              { label: t(words.left), value: count(forecast.stockLeft) },
              { label: t(words.reorderPoint), value: count(forecast.reorderPoint) },
              { label: t(words.orderUnits), value: count(forecast.orderUnits) },
            ]}
          />
          {forecast.stockLeft === null && <Soft>{t(words.stockUnknown)}</Soft>}
        </Block>
      )}
      <WhatIfForm kind={forecast.kind} id={forecast.id} />
      <How forecast={forecast} />
    </>
  )
}

function Course({ forecast }: { forecast: Forecast }) {
  const t = useText()
  const format = useFormat()
  const { said, say } = useAddress()
  const view = said.view === 'days' ? 'days' : 'weeks'
  const spec = useMemo((): ChartSpec => {
    const [units, before] = [forecast.month.point, forecast.monthBefore].map((value) => format.count(Math.round(value)))
    return {
      ...(view === 'days' ? daysSpec(forecast) : weeksSpec(forecast)),
      title: chartTitle(t(forecast.title), units ?? '', before ?? ''),
    }
  }, [forecast, view, format, t])
  return (
    <Block
      title={t(words[view])}
      tools={
        <SegmentedControl
          size="xs"
          aria-label={t(words.view)}
          value={view}
          onChange={(next) => say({ view: next === 'days' ? next : null })}
          data={(['weeks', 'days'] as const).map((one) => ({ value: one, label: t(words[one]) }))}
        />
      }
    >
      <Chart spec={spec} />
    </Block>
  )
}

const FRAME = { kind: 'line', unit: 'count', marks: [] } as const
/** Weeks of the past that are shown. */
const PAST_WEEKS = 52

const tenths = (value: number): number => Math.round(value * 10) / 10

function weeksSpec({ sold, weeks }: Forecast): Omit<ChartSpec, 'title'> {
  const past = sold.slice(-PAST_WEEKS)
  const gap = past.map(() => null)
  const ahead = (of: (week: Forecast['weeks'][number]) => number) => [...gap, ...weeks.map((week) => tenths(of(week)))]
  return {
    ...FRAME,
    id: 'forecast.weeks',
    x: [...past, ...weeks].map(({ day }) => day),
    series: [
      { name: words.sold, role: 'actual', values: [...past.map(({ units }) => units), ...weeks.map(() => null)] },
      { name: words.expected, role: 'forecast', values: ahead(({ point }) => point) },
      { name: words.low, role: 'low', values: ahead(({ low }) => low) },
      { name: words.high, role: 'high', values: ahead(({ high }) => high) },
      { name: words.naive, role: 'comparison', values: ahead(({ naive }) => naive) },
    ],
  }
}

function daysSpec({ days }: Forecast): Omit<ChartSpec, 'title'> {
  return {
    ...FRAME,
    id: 'forecast.days',
    x: days.map(({ day }) => day),
    series: [
      { name: words.expected, role: 'forecast', values: days.map(({ point }) => tenths(point)) },
      { name: words.low, role: 'low', values: days.map(({ low }) => tenths(low)) },
      { name: words.high, role: 'high', values: days.map(({ high }) => tenths(high)) },
    ],
  }
}

function How({ forecast }: { forecast: Forecast }) {
  const t = useText()
  const format = useFormat()
  const { lately, outOfStockWeeks, spikes, uses } = forecast
  const decimal = (value: number) => format.value(tenths(value), 'number')
  return (
    <Block title={t(words.how)}>
      <Facts
        items={[
          { label: t(words.method), value: t(methodWords(uses === 'naive' ? 'naive' : forecast.method)) },
          { label: t(words.weather), value: t(forecast.hasWeather ? words.hasWeather : words.noWeather) },
          ...(outOfStockWeeks === 0 ? [] : [{ label: t(words.unseen), value: format.count(outOfStockWeeks) }]),
          ...spikes.map(({ day, units, counted }) => ({
            label: t(words.spike),
            value: t(spikeText(format.day(day), format.count(Math.round(units)), format.count(Math.round(counted)))),
          })),
          ...(lately === null
            ? []
            : [
                {
                  label: t(words.lately),
                  value: t(errorText(decimal(lately.error), decimal(lately.naiveError))),
                },
              ]),
        ]}
      />
      {uses === 'naive' && <Soft>{t(words.gaveWay)}</Soft>}
    </Block>
  )
}
