/** Charts of every kind for the renderings' tests, seeded, and the names they share with the sample report. */
import type { Text } from '../src/core/lang.ts'
import { addDays } from '../src/core/time.ts'
import type { Chart } from '../src/features/findings/index.ts'

export const AS_OF = '2026-11-22'
/** A product name as an importer may meet it. */
export const HOSTILE = '<script>alert("x")</script> & "Zelt" \u0000\u202Eevil'
export const LONG =
  'Trekkingrucksack Fjell 65+10 Liter, wasserdicht, mit Regenhülle und verstellbarem Rückensystem, Moosgrün'

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function t(de: string, en: string): Text {
  return { de, en }
}

export function same(text: string): Text {
  return { de: text, en: text }
}

function daysBack(count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(AS_OF, index - count + 1))
}

export function revenueChart(random = seeded(7)): Chart {
  const x = [...daysBack(60), ...Array.from({ length: 7 }, (_, index) => addDays(AS_OF, index + 1))]
  const season = (index: number): number => 3_600_000 + 620_000 * Math.sin((index / 7) * 2 * Math.PI) + index * 9_000
  const actual = x.map((_, index) =>
    index < 60 ? (index === 31 ? null : Math.round(season(index) + (random() - 0.5) * 700_000)) : null,
  )
  const forecast = x.map((_, index) => (index >= 60 ? Math.round(season(index)) : null))
  return {
    id: 'sales.revenue',
    title: t('Der Umsatz liegt seit drei Wochen über dem Vorjahr', 'Revenue has been above last year for three weeks'),
    kind: 'line',
    unit: 'cents',
    x,
    series: [
      { name: t('Umsatz', 'Revenue'), role: 'actual', values: actual },
      { name: t('Vorhersage', 'Forecast'), role: 'forecast', values: forecast },
      { name: t('unten', 'low'), role: 'low', values: forecast.map((value) => (value === null ? null : value * 0.86)) },
      {
        name: t('oben', 'high'),
        role: 'high',
        values: forecast.map((value) => (value === null ? null : value * 1.14)),
      },
      {
        name: t('Vorjahr', 'Last year'),
        role: 'comparison',
        values: x.map((_, index) => Math.round(season(index) * 0.82 + (random() - 0.5) * 300_000)),
      },
    ],
    marks: [
      { x: addDays(AS_OF, -27), text: t('Winteraktion beginnt', 'Winter promotion starts') },
      { x: addDays(AS_OF, -24), text: t('Bezahlung in Safari 17 gestört', 'Payment broken in Safari 17') },
      { x: '1999-01-01', text: t('außerhalb', 'outside') },
    ],
    evidenceId: 'sales.day',
  }
}

export function countryChart(count = 9): Chart {
  const random = seeded(count)
  const names = [
    'Deutschland',
    'Österreich',
    'Schweiz',
    'Niederlande',
    'Frankreich',
    LONG,
    'Dänemark',
    'Polen',
    HOSTILE,
  ]
  const x = Array.from(
    { length: count },
    (_, index) => names[index] ?? `Land ${String.fromCharCode(65 + (index % 26))}${index}`,
  )
  const actual = x.map((_, index) =>
    index === 6 ? -182_000 : Math.round((2_900_000 / (index + 1)) * (0.8 + random() * 0.4)),
  )
  return {
    id: `countries.${count}`,
    title: t(
      'Zwei Drittel des Umsatzes kommen aus Deutschland und Österreich',
      'Two thirds of revenue come from Germany and Austria',
    ),
    kind: 'bar',
    unit: 'cents',
    x,
    series: [
      { name: t('Umsatz', 'Revenue'), role: 'actual', values: actual },
      {
        name: t('Vorwoche', 'Week before'),
        role: 'comparison',
        values: actual.map((value) => Math.round(value * 0.9)),
      },
    ],
    marks: [{ x: 'Schweiz', text: t('neu im Versand', 'now delivered to') }],
    evidenceId: 'sales.country',
  }
}

export function monthsChart(): Chart {
  const x = Array.from(
    { length: 24 },
    (_, index) => `${2024 + Math.floor((index + 11) / 12)}-${String(((index + 11) % 12) + 1).padStart(2, '0')}`,
  )
  const random = seeded(3)
  return {
    id: 'sales.months',
    title: t('November wird der stärkste Monat seit zwei Jahren', 'November will be the strongest month in two years'),
    kind: 'bar',
    unit: 'count',
    x,
    series: [
      {
        name: t('Bestellungen', 'Orders'),
        role: 'actual',
        values: x.map((_, index) => (index < 23 ? Math.round(9_000 + index * 200 + random() * 4000) : null)),
      },
      { name: t('Erwartet', 'Expected'), role: 'forecast', values: x.map((_, index) => (index < 23 ? null : 15_900)) },
    ],
    marks: [],
    evidenceId: 'sales.day',
  }
}

export function driverChart(): Chart {
  return {
    id: 'drivers.week',
    title: t(
      'Mehr Bestellungen tragen den Zuwachs, kleinere Warenkörbe zehren daran',
      'More orders carry the growth, smaller baskets eat into it',
    ),
    kind: 'waterfall',
    unit: 'cents',
    x: ['Vorwoche', 'Anzahl der Bestellungen', 'Stück je Bestellung', 'Preis', 'Sortiment', 'Diese Woche'],
    series: [
      {
        name: t('Umsatz', 'Revenue'),
        role: 'actual',
        values: [26_510_000, 2_940_000, -810_000, 320_000, -64_000, 28_896_000],
      },
    ],
    marks: [],
    evidenceId: 'sales.day',
  }
}

export function cohortChart(): Chart {
  const months = Array.from({ length: 12 }, (_, index) => index)
  return {
    id: 'customers.cohorts',
    title: t(
      'Wer im Winter zum ersten Mal kauft, kommt häufiger wieder',
      'Customers won in winter come back more often',
    ),
    kind: 'heatmap',
    unit: 'ratio',
    x: months.map(String),
    series: months.map((cohort) => ({
      name: same(`2025-${String(cohort + 1).padStart(2, '0')}`),
      role: 'group' as const,
      values: months.map((age) =>
        age > 11 - cohort ? null : age === 0 ? 1 : 0.31 / Math.sqrt(age) + (cohort % 4) * 0.02,
      ),
    })),
    marks: [],
    evidenceId: 'customers.cohorts',
  }
}
