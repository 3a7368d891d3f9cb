/** Sentences about data, forecasts, the night and the report's frame, checked by hand; no-break spaces as spaces. */
import { describe, expect, it } from 'vitest'
import type { Text } from '../../core/lang.ts'
import {
  costUnknown,
  countryMissing,
  customersMissing,
  noEvents,
  notEnoughData,
  staleOrders,
  stockUnknown,
} from './data-gaps.ts'
import { calibration, claimCheck, forecast, outcomeName, outcomeOf } from './forecast.ts'
import { findingCount, greeting, mailSubject, periodHeading, reportTitle, rowsCut } from './frame.ts'
import { failedStep, missingSection, nightSummary } from './night.ts'

const plain = (text: Text): readonly string[] => [text.de.replaceAll('\u00A0', ' '), text.en.replaceAll('\u00A0', ' ')]

describe('data gaps', () => {
  it.each([
    [0, 'Bei keinem Produkt fehlt der Einkaufspreis.'],
    [1, 'Bei 1 Produkt fehlt der Einkaufspreis.'],
    [212, 'Bei 212 Produkten fehlt der Einkaufspreis.'],
  ])('counts %i products without a cost', (products, start) => {
    expect(costUnknown({ products, revenueShare: null }).sentence.de).toBe(`${start} Die Marge gilt nur für den Rest.`)
  })

  it('says what a gap means for the figures', () => {
    expect(plain(costUnknown({ products: 212, revenueShare: 0.18 }).sentence)).toEqual([
      'Bei 212 Produkten fehlt der Einkaufspreis; betroffen sind 18 % des Umsatzes. Die Marge gilt nur für den Rest.',
      'The purchase cost is missing for 212 products; 18% of revenue is affected. The margin holds only for the rest.',
    ])
    expect(plain(customersMissing({ orders: 1454, share: 0.249 }).sentence)).toEqual([
      '1.454 Bestellungen (24,9 %) haben keine Angabe zum Kunden. In den Auswertungen nach Kunden fehlt dieser Anteil.',
      '1,454 orders (24.9%) have no customer. That share is missing from the analyses by customer.',
    ])
    expect(plain(countryMissing({ orders: 1, share: 0.0008 }).sentence)[0]).toMatch(
      /^1 Bestellung \(0,08 %\) hat keine Angabe zum Land\. /,
    )
    expect(plain(stockUnknown({ products: 40 }).sentence)[0]).toMatch(
      /^Bei 40 Produkten ist der Bestand nicht bekannt\. /,
    )
  })

  it('says since when nothing came', () => {
    expect(plain(staleOrders({ lastDay: '2011-12-09', days: 3 }).sentence)).toEqual([
      'Keine Bestellungen seit dem 9. Dezember 2011 (3 Tage). Was danach kam, fehlt in diesem Bericht.',
      'No orders since 9 December 2011 (3 days). What came after is missing from this report.',
    ])
    expect(staleOrders({ lastDay: null, days: 0 }).sentence.de).toBe('Es sind noch keine Bestellungen eingelesen.')
    expect(noEvents({ lastDay: '2026-11-20', days: 1 }).sentence.de).toBe(
      'Keine Ereignisse aus dem Shop seit dem 20. November 2026 (1 Tag). Besuche und Abbrüche sind deshalb nicht bekannt.',
    )
  })

  it('says how much is there, how much is needed and from when', () => {
    const what = { de: 'die Prognose', en: 'the forecast' }
    expect(plain(notEnoughData({ what, unit: 'days', have: 12, need: 28, from: '2026-12-09' }))).toEqual([
      'Für die Prognose sind noch nicht genug Daten da: 12 von 28 nötigen Tagen. Möglich ist das voraussichtlich ab dem 9. Dezember 2026.',
      'There is not enough data yet for the forecast: 12 of 28 days needed. It should be possible from 9 December 2026.',
    ])
    expect(notEnoughData({ what, unit: 'orders', have: 0, need: 1, from: null }).de).toBe(
      'Für die Prognose sind noch nicht genug Daten da: 0 von 1 nötigen Bestellung.',
    )
  })
})

describe('forecasts', () => {
  const params = {
    metric: 'revenueCents',
    from: '2026-11-24',
    days: 1,
    today: '2026-11-23',
    value: 1340000,
    interval: { low: 1200000, high: 1500000 },
    naive: 1290000,
    currency: 'EUR',
  } as const

  it('are shown with their interval and the plain forecast beside them', () => {
    expect(plain(forecast(params).sentence)).toEqual([
      'Morgen zu erwarten: 13,4 Tsd. € Umsatz (12 bis 15 Tsd. €). Zum Vergleich, aus der Vorwoche fortgeschrieben: 12,9 Tsd. €.',
      'Expected tomorrow: €13.4k in revenue (€12k to €15k). For comparison, carried over from the week before: €12.9k.',
    ])
    expect(plain(forecast(params).title)).toEqual([
      'Umsatz morgen: 12 bis 15 Tsd. € zu erwarten',
      'Revenue tomorrow: €12k to €15k expected',
    ])
  })

  it('count whole orders over a week and say where history is too short', () => {
    const orders = {
      ...params,
      metric: 'orders',
      days: 7,
      value: 1234,
      interval: { low: 1100.3, high: 1300 },
      naive: null,
    } as const
    expect(plain(forecast(orders).sentence)).toEqual([
      'In den nächsten 7 Tagen zu erwarten: 1.234 Bestellungen (1.100 bis 1.300). Für den einfachen Vergleich mit der Vorwoche reicht die Geschichte noch nicht.',
      'Expected in the next 7 days: 1,234 orders (1,100 to 1,300). There is too little history for the plain comparison with the week before.',
    ])
    expect(forecast({ ...orders, from: '2026-12-01' }).title.de).toBe(
      'Bestellungen in den 7 Tagen ab dem 1. Dezember 2026: 1.100 bis 1.300 zu erwarten',
    )
  })

  it('are held against what came', () => {
    const claim = {
      metric: 'revenueCents',
      day: '2026-11-22',
      said: { low: 1200000, high: 1500000 },
      currency: 'EUR',
    } as const
    expect(plain(claimCheck({ ...claim, came: 1310000 }).sentence)).toEqual([
      'Gesagt: 12 bis 15 Tsd. €, gekommen: 13,1 Tsd. €. Im Band.',
      'Said: €12k to €15k, came: €13.1k. Within the band.',
    ])
    expect(claimCheck({ ...claim, came: 1310000 }).title.de).toBe('Umsatz am Sonntag, 22. November 2026')
    expect(plain(claimCheck({ ...claim, came: null }).sentence)).toEqual([
      'Gesagt: 12 bis 15 Tsd. €. Was kam, ist noch nicht bekannt.',
      'Said: €12k to €15k. What came is not known yet.',
    ])
    expect([1199999, 1200000, 1500000, 1500001, null].map((came) => outcomeOf(claim.said, came))).toEqual([
      'below',
      'within',
      'within',
      'above',
      'unknown',
    ])
    expect(outcomeName('above')).toEqual({ de: 'Über dem Band', en: 'Above the band' })
  })

  it('are counted over the nights', () => {
    expect(plain(calibration({ checked: 12, within: 11, level: 0.9 }))).toEqual([
      'In 11 von 12 Nächten lag das Ergebnis im Band; 90 % wären zu erwarten.',
      'In 11 of 12 nights the result lay within the band; 90% would be expected.',
    ])
    expect(calibration({ checked: 0, within: 0, level: 0.9 }).en).toBe('No forecast could be checked yet.')
  })
})

describe('the night', () => {
  const failed = {
    step: { de: 'Kundenwert', en: 'Customer value' },
    error: 'Code: 241.  Memory limit exceeded.\n',
    attempts: 3,
    retryAt: Date.UTC(2026, 10, 23, 2),
    timeZone: 'Europe/Berlin',
  }

  it('names a step that failed, its fault and the next attempt', () => {
    expect(plain(failedStep(failed).sentence)).toEqual([
      'Der Schritt „Kundenwert“ ist nach 3 Versuchen fehlgeschlagen: „Code: 241. Memory limit exceeded“. Sein Teil fehlt in diesem Bericht, die anderen Schritte liefen weiter. Der nächste Versuch ist um 03:00 Uhr.',
      'The step “Customer value” failed after 3 attempts: “Code: 241. Memory limit exceeded”. Its part is missing from this report, the other steps went on. The next attempt is at 03:00.',
    ])
    expect(failedStep(failed).next).toEqual([])
    expect(failedStep({ ...failed, retryAt: null }).next).toHaveLength(1)
  })

  it('names a section that is missing and why', () => {
    expect(missingSection({ section: 'A', becauseOf: 'B' }).de).toBe(
      'Der Abschnitt „A“ fehlt, weil der Schritt „B“ nicht fertig wurde.',
    )
    expect(missingSection({ section: 'A', becauseOf: null }).en).toBe('The section “A” is missing.')
  })

  it('sums up the night', () => {
    const night = {
      steps: 11,
      startedAt: Date.UTC(2026, 10, 23, 1),
      endedAt: Date.UTC(2026, 10, 23, 1, 2, 41),
      timeZone: 'Europe/Berlin',
    }
    expect(plain(nightSummary({ ...night, failed: 0 }))).toEqual([
      'Nachtschicht von 02:00 Uhr bis 02:02 Uhr (2 Min. 41 s): 11 Schritte, keiner fehlgeschlagen.',
      'Night shift from 02:00 to 02:02 (2 min 41 s): 11 steps, none failed.',
    ])
    expect(nightSummary({ ...night, failed: 1 }).de).toMatch(/11 Schritte, davon 1 fehlgeschlagen\.$/)
  })
})

describe('the frame of the report', () => {
  it('has a title, a greeting and a subject line', () => {
    expect(plain(reportTitle('2026-11-23'))).toEqual([
      'Morgenbericht für Montag, 23. November 2026',
      'Morning report for Monday, 23 November 2026',
    ])
    expect([3, 8, 11, 12, 18].map((hour) => greeting(hour).de)).toEqual([
      'Guten Abend',
      'Guten Morgen',
      'Guten Tag',
      'Guten Tag',
      'Guten Abend',
    ])
    expect(
      plain(mailSubject({ shop: 'Fjell', day: '2026-11-23', first: { de: 'Umsatz +6 %', en: 'Revenue up 6%' } })),
    ).toEqual(['Fjell, Mo., 23.11.2026: Umsatz +6 %', 'Fjell, Mon, 23 Nov 2026: Revenue up 6%'])
  })

  it('counts findings and rows', () => {
    expect([0, 1, 5].map((n) => findingCount(n).de)).toEqual([
      'Nichts Auffälliges in dieser Nacht.',
      '1 Befund, nach Geld geordnet.',
      '5 Befunde, nach Geld geordnet.',
    ])
    expect(rowsCut(25, 26)).toEqual({ de: 'und 1 weitere Zeile', en: 'and 1 more row' })
    expect(rowsCut(25, 37)).toEqual({ de: 'und 12 weitere Zeilen', en: 'and 12 more rows' })
    expect(periodHeading({ kind: 'month', month: '2026-10' })).toEqual({ de: 'Im Oktober 2026', en: 'In October 2026' })
    expect(periodHeading({ kind: 'range', from: '2026-11-01', to: '2026-11-23' }).de).toBe(
      'Vom 1. bis 23. November 2026',
    )
  })
})
