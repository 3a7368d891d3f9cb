/** Sentences checked by hand in both languages; no-break spaces are written as spaces here. */
import { describe, expect, it } from 'vitest'
import type { Text } from '../../core/lang.ts'
import { anomaly, zeroSales } from './anomaly.ts'
import { basketPair } from './baskets.ts'
import { cohortComparison, lifetimeValue, repeatRate, SEGMENTS, segmentMove, winBack } from './customers.ts'
import { drivers, roundToSum } from './drivers.ts'
import { kpiChange } from './kpi.ts'
import { newBestseller, productMove, viralProduct } from './movers.ts'
import type { Statement } from './pen.ts'
import { stockOut, wrongPrice } from './stock-price.ts'

const plain = (text: string): string => text.replaceAll('\u00A0', ' ')
const german = (text: Text): string => plain(text.de)
const english = (text: Text): string => plain(text.en)
const both = (statement: Statement): readonly string[] => [german(statement.sentence), english(statement.sentence)]
const titles = (statement: Statement): readonly string[] => [german(statement.title), english(statement.title)]

const monday = { kind: 'day', day: '2026-11-23', today: '2026-11-24' } as const
const month = { kind: 'days', days: 28, until: '2026-11-23', today: '2026-11-24' } as const
const EUR = { currency: 'EUR' } as const

describe('kpiChange', () => {
  const revenue = {
    metric: 'revenueCents',
    period: monday,
    value: 4128000,
    comparisons: [{ baseline: 'same-weekday', value: 3887000 }],
    expected: { low: 3820000, high: 4400000 },
    ...EUR,
  } as const

  it('says the day, the amount, the change and the expected', () => {
    expect(both(kpiChange(revenue))).toEqual([
      'Gestern 41.280 € Umsatz, 6,2 % mehr als am Montag davor und im Rahmen des Erwarteten (38,2 bis 44,0 Tsd. €).',
      'Yesterday: €41,280 in revenue, 6.2% more than the Monday before and within what was expected (€38.2k to €44.0k).',
    ])
    expect(titles(kpiChange(revenue))).toEqual([
      'Umsatz +6,2 % gegenüber dem Montag davor',
      'Revenue up 6.2% on the Monday before',
    ])
    expect(kpiChange(revenue).next).toEqual([])
  })

  it('names an older day in full and compares whole periods', () => {
    const day = { kind: 'day', day: '2011-12-09', today: '2026-11-24' } as const
    expect(german(kpiChange({ ...revenue, period: day, expected: null }).sentence)).toBe(
      'Freitag, 9. Dezember 2011: 41.280 € Umsatz, 6,2 % mehr als am Freitag davor.',
    )
    const comparisons = [
      { baseline: 'previous-period', value: 4128000 },
      { baseline: 'year-before', value: 5000000 },
    ] as const
    expect(both(kpiChange({ ...revenue, period: month, comparisons, expected: null }))).toEqual([
      'In den letzten 28 Tagen: 41.280 € Umsatz, genauso viel wie in den 28 Tagen davor und 17,4 % weniger als ein Jahr zuvor.',
      'In the last 28 days: €41,280 in revenue, the same as in the 28 days before and 17.4% less than a year earlier.',
    ])
  })

  it('speaks of averages and ratios as higher and lower, ratios in percentage points', () => {
    const margin = kpiChange({
      ...revenue,
      metric: 'marginRatio',
      value: 0.381,
      comparisons: [{ baseline: 'year-before', value: 0.394 }],
      expected: { low: 0.39, high: 0.41 },
    })
    expect(both(margin)).toEqual([
      'Gestern eine Marge von 38,1 %, 1,3 Prozentpunkte niedriger als ein Jahr zuvor und niedriger als erwartet (39 bis 41 %).',
      'Yesterday: a margin of 38.1%, 1.3 percentage points lower than a year earlier and lower than expected (39% to 41%).',
    ])
    expect(margin.next.map(german)).toEqual(['Preise und Rabatte prüfen', 'Einkaufspreise prüfen'])
    expect(
      german(
        kpiChange({ ...revenue, metric: 'averageOrderCents', value: 8060, comparisons: [], expected: null }).sentence,
      ),
    ).toBe('Gestern ein durchschnittlicher Warenkorb von 80,60 €.')
  })

  it.each([
    ['orders', 0, 'keine Bestellung', 'no orders'],
    ['orders', 1, '1 Bestellung', '1 order'],
    ['orders', 2, '2 Bestellungen', '2 orders'],
    ['items', 0, 'kein verkaufter Artikel', 'no items sold'],
    ['items', 1, '1 verkaufter Artikel', '1 item sold'],
    ['items', 2, '2 verkaufte Artikel', '2 items sold'],
    ['cancellations', 1, '1 Stornierung', '1 cancellation'],
    ['newCustomers', 1, '1 neuer Kunde', '1 new customer'],
    ['newCustomers', 2, '2 neue Kunden', '2 new customers'],
    ['returningCustomers', 0, 'kein wiederkehrender Kunde', 'no returning customers'],
    ['revenueCents', 0, 'kein Umsatz', 'no revenue'],
    ['refundCents', 0, 'keine Erstattung', 'no refunds'],
    ['refundCents', 1250, '12,50 € Erstattungen', '€12.50 in refunds'],
    ['marginCents', -1250, '−12,50 € Rohertrag', '−€12.50 in gross profit'],
  ] as const)('counts %s of %i', (metric, value, de, en) => {
    const statement = kpiChange({ ...revenue, metric, value, comparisons: [], expected: null })
    expect(both(statement)).toEqual([`Gestern ${de}.`, `Yesterday: ${en}.`])
  })

  it('takes no percentage of small counts, of nothing or to nothing', () => {
    const orders = { ...revenue, metric: 'orders', expected: null } as const
    const from = (value: number, base: number): string =>
      german(kpiChange({ ...orders, value, comparisons: [{ baseline: 'previous-period', value: base }] }).sentence)
    expect(from(7, 4)).toBe('Gestern 7 Bestellungen, 3 mehr als am Tag davor.')
    expect(from(7, 0)).toBe('Gestern 7 Bestellungen, gegenüber 0 am Tag davor.')
    expect(from(0, 40)).toBe('Gestern keine Bestellung, gegenüber 40 am Tag davor.')
  })

  it('says that a value is not known, and leaves out comparisons that are not', () => {
    const unknown = kpiChange({ ...revenue, metric: 'marginCents', value: null })
    expect(both(unknown)).toEqual(['Gestern: Rohertrag nicht bekannt.', 'Yesterday: gross profit not known.'])
    expect(unknown.next.map(english)).toEqual(['Add the missing purchase costs'])
    const alone = kpiChange({ ...revenue, comparisons: [{ baseline: 'year-before', value: null }], expected: null })
    expect(both(alone)).toEqual(['Gestern 41.280 € Umsatz.', 'Yesterday: €41,280 in revenue.'])
    expect(titles(alone)).toEqual(['Umsatz: 41.280 €', 'Revenue: €41,280'])
  })
})

describe('anomalies', () => {
  const params = {
    metric: 'revenueCents',
    scope: { kind: 'country', country: 'Netherlands' },
    period: monday,
    value: 1230000,
    expected: { mean: 1780000, low: 1520000, high: 2010000 },
    daysInARow: 3,
    ...EUR,
  } as const

  it('says what came, what was expected and the gap', () => {
    expect(both(anomaly(params))).toEqual([
      'Gestern 12.300 € Umsatz in den Niederlanden, erwartet waren 17,8 Tsd. € (15,2 bis 20,1 Tsd. €). Das sind 5,5 Tsd. € (31 %) weniger. Es ist der 3. Tag in Folge.',
      'Yesterday: €12,300 in revenue in the Netherlands, with €17.8k expected (€15.2k to €20.1k). That is €5.5k (31%) less. It is the 3rd day in a row.',
    ])
    expect(titles(anomaly(params))).toEqual([
      'Umsatz in den Niederlanden 31 % unter dem Erwarteten',
      'Revenue in the Netherlands 31% below what was expected',
    ])
  })

  it.each([
    [{ kind: 'total' }, 'Bestellungen 60 % über dem Erwarteten'],
    [{ kind: 'category', name: 'Jacken' }, 'Bestellungen in der Kategorie „Jacken“ 60 % über dem Erwarteten'],
    [{ kind: 'channel', name: 'Newsletter' }, 'Bestellungen über den Kanal „Newsletter“ 60 % über dem Erwarteten'],
    [{ kind: 'product', name: 'Fjell' }, 'Bestellungen mit „Fjell“ 60 % über dem Erwarteten'],
  ] as const)('names the scope %j', (scope, title) => {
    const expected = { mean: 10, low: 5, high: 15 }
    expect(german(anomaly({ ...params, metric: 'orders', scope, value: 16, expected, daysInARow: 1 }).title)).toBe(
      title,
    )
  })

  it('reports a scope without sales', () => {
    const quiet = {
      scope: params.scope,
      day: '2026-11-23',
      today: '2026-11-24',
      usualPerDay: { mean: 4.2, low: 2, high: 7 },
    }
    expect(both(zeroSales({ ...quiet, quietDays: 3 }))).toEqual([
      'Seit 3 Tagen keine Bestellung in den Niederlanden, üblich sind 4,2 am Tag (2 bis 7).',
      'No orders in the Netherlands for 3 days, usually 4.2 a day (2 to 7).',
    ])
    expect(both(zeroSales({ ...quiet, quietDays: 1, scope: { kind: 'total' } }))).toEqual([
      'Gestern keine Bestellung, üblich sind 4,2 am Tag (2 bis 7).',
      'No orders yesterday, usually 4.2 a day (2 to 7).',
    ])
  })
})

describe('products', () => {
  const move = {
    product: 'Regenjacke Fjell',
    ordersBefore: 78,
    ordersAfter: 318,
    beforeDays: 7,
    afterDays: 7,
    ratio: { value: 4.1, low: 3.2, high: 5 },
    againstShop: false,
    qValue: 0.0031,
    tested: 3412,
    centsPerDay: 210000,
    ...EUR,
  } as const

  it('tells a rise with its ratio, its money and its false alarms', () => {
    expect(both(productMove(move))).toEqual([
      '„Regenjacke Fjell“: 318 Bestellungen in den letzten 7 Tagen, 78 in den 7 Tagen davor. Das ist das 4,1-Fache (3,2 bis 5,0). Umsatz am Tag: +2.100 €. Von den mindestens so deutlichen Meldungen dürften höchstens 0,3 % Zufall sein (3.412 Produkte geprüft).',
      '“Regenjacke Fjell”: 318 orders in the last 7 days, 78 in the 7 days before. That is 4.1 times as many (3.2 to 5.0). Revenue a day: +€2,100. Of the alerts at least this clear, at most 0.3% are likely to be chance (3,412 products tested).',
    ])
    expect(titles(productMove(move))).toEqual([
      '„Regenjacke Fjell“ zieht an: 4,1-mal so oft bestellt',
      '“Regenjacke Fjell” is picking up: ordered 4.1 times as often',
    ])
  })

  it('tells a fall as a loss, per day where the windows differ, against the shop where asked', () => {
    const fall = productMove({
      ...move,
      ordersBefore: 164,
      ordersAfter: 12,
      beforeDays: 28,
      ratio: { value: 0.29, low: 0.16, high: 0.48 },
      againstShop: true,
      qValue: 0.0000001,
      centsPerDay: null,
    })
    expect(both(fall)).toEqual([
      '„Regenjacke Fjell“: 12 Bestellungen in den letzten 7 Tagen, nach 164 in den 28 Tagen davor. Je Tag gerechnet ist es ein Rückgang um 71 % (52 bis 84 %), gemessen an allen Bestellungen. Von den mindestens so deutlichen Meldungen dürften weniger als 0,1 % Zufall sein (3.412 Produkte geprüft).',
      '“Regenjacke Fjell”: 12 orders in the last 7 days, after 164 in the 28 days before. Per day it is a fall of 71% (52% to 84%), measured against all orders. Of the alerts at least this clear, less than 0.1% are likely to be chance (3,412 products tested).',
    ])
    expect(titles(fall)).toEqual(['„Regenjacke Fjell“ fällt um 71 %', '“Regenjacke Fjell” is down 71%'])
    expect(fall.next.map(german)[0]).toBe('Preis, Bestand und Produktseite prüfen')
  })

  it('tells a new bestseller and a viral product', () => {
    const best = {
      product: 'Fjell',
      rank: 3,
      rankBefore: 48,
      top: 10,
      orders: 1,
      days: 7,
      since: '2026-11-12',
    } as const
    expect(german(newBestseller(best).sentence)).toBe(
      '„Fjell“ ist neu unter den 10 meistbestellten Produkten: Platz 3 mit 1 Bestellung in den letzten 7 Tagen, davor Platz 48. Das Produkt wird seit dem 12. November 2026 verkauft.',
    )
    const expected = { mean: 77.5, low: 66, high: 92 }
    expect(
      both(viralProduct({ product: 'Fjell', period: monday, orders: 318, expected, stock: 140, stockDays: 3.2 })),
    ).toEqual([
      '„Fjell“ trendet: gestern 318 Bestellungen, 4,1-mal so viele wie erwartet (66 bis 92). Auf Lager sind 140 Stück, genug für etwa 3 Tage.',
      '“Fjell” is trending: 318 orders yesterday, 4.1 times as many as expected (66 to 92). There are 140 pieces in stock, enough for about 3 days.',
    ])
  })

  it('tells a stock-out by what the stock says', () => {
    const gone = {
      product: 'Fjell',
      lastSaleDay: '2026-11-19',
      quietDays: 4,
      usualPerDay: 12.3,
      stock: 0,
      lostPerDay: { value: 34000, low: 21000, high: 48000 },
      ...EUR,
    } as const
    expect(both(stockOut(gone))).toEqual([
      '„Fjell“: seit 4 Tagen kein Verkauf, der letzte am 19. November 2026; üblich sind 12 Stück am Tag. Der Bestand ist 0. Geschätzter Ausfall: 340 € am Tag (210 bis 480 €).',
      '“Fjell”: no sale for 4 days, the last on 19 November 2026; usual are 12 pieces a day. The stock is 0. Estimated loss: €340 a day (€210 to €480).',
    ])
    expect([0, null, 1].map((stock) => german(stockOut({ ...gone, stock }).title))).toEqual([
      '„Fjell“ ist ausverkauft',
      '„Fjell“ ist wahrscheinlich ausverkauft',
      '„Fjell“ verkauft sich nicht mehr',
    ])
  })

  it('tells a wrong price with its units, its money and what to do', () => {
    const price = wrongPrice({
      product: 'Fjell',
      soldAtCents: 499,
      usualCents: 4990,
      units: 34,
      orders: 1,
      since: '2026-11-20',
      differenceCents: -152694,
      costCents: 2210,
      ...EUR,
    })
    expect(both(price)).toEqual([
      'Seit dem 20. November 2026 wurde „Fjell“ zu 4,99 € statt 49,90 € verkauft (34 Stück in 1 Bestellung). Das sind 1.527 € weniger als zum üblichen Preis. Der Einkauf kostet 22,10 € je Stück.',
      'Since 20 November 2026 “Fjell” has sold at €4.99 instead of €49.90 (34 pieces in 1 order). That is €1,527 less than at the usual price. It costs €22.10 a piece to buy.',
    ])
    expect(price.next.map(german)[0]).toBe('Preis im Shop prüfen und berichtigen')
  })

  it('tells a pair of a basket', () => {
    const pair = {
      first: 'A',
      second: 'B',
      together: 84,
      lift: 5.2,
      liftInterval: { low: 4.1, high: 6.6 },
      shareOfFirst: 0.31,
    }
    expect(both(basketPair(pair))).toEqual([
      'In 84 Bestellungen lagen „A“ und „B“ zusammen, 5,2-mal so oft wie bei unabhängigen Käufen (4,1 bis 6,6). Wer „A“ bestellte, nahm in 31 % der Fälle auch „B“.',
      'In 84 orders “A” and “B” came together, 5.2 times as often as with independent purchases (4.1 to 6.6). Those who ordered “A” also took “B” in 31% of cases.',
    ])
  })
})

describe('drivers', () => {
  const change = {
    metric: 'revenueCents',
    period: monday,
    baseline: 'same-weekday',
    beforeCents: 3887000,
    afterCents: 4128000,
    parts: [
      { kind: 'volume', cents: 190000 },
      { kind: 'price', cents: 71050 },
      { kind: 'mix', cents: -20050 },
    ],
    ...EUR,
  } as const

  it('lists parts that add up as they are shown', () => {
    expect(both(drivers(change))).toEqual([
      'Gestern lag der Umsatz mit 41.280 € um 2.410 € höher als am Montag davor. Aufgeteilt: Menge +1.900 €, Preise +711 € und Sortimentsmischung −201 €.',
      'Yesterday revenue was €41,280, €2,410 higher than the Monday before. Broken down: volume +€1,900, prices +€711 and product mix −€201.',
    ])
    expect(titles(drivers(change))).toEqual(['Umsatz +2.410 €: vor allem Menge', 'Revenue +€2,410: mostly volume'])
  })

  it('puts what is not named into one rest', () => {
    const parts = ['A', 'B', 'C', 'D', 'E', 'F'].map(
      (name, index) => ({ kind: 'product', name, cents: 60000 - index * 10000 }) as const,
    )
    const statement = drivers({ ...change, parts, afterCents: change.beforeCents + 210000 })
    expect(german(statement.sentence)).toMatch(
      /„A“ \+600 €, „B“ \+500 €, „C“ \+400 €, „D“ \+300 € und alles Übrige \+300 €\.$/,
    )
  })

  it('refuses parts that do not add up', () => {
    expect(() => drivers({ ...change, afterCents: 4128100 })).toThrow(
      'the parts add up to 241000 cents, the change is 241100',
    )
  })

  it('rounds so that the sum holds', () => {
    expect(roundToSum([71050, -20050, 190000], 100)).toEqual([71100, -20100, 190000])
    expect(roundToSum([33, 33, 34], 10)).toEqual([30, 30, 40])
    expect(roundToSum([-250], 100)).toEqual([-300])
    expect(roundToSum([], 100)).toEqual([])
  })
})

describe('customers', () => {
  it('tells a move between segments and whether it is a loss', () => {
    const move = {
      from: 'champions',
      to: 'at-risk',
      customers: 12,
      valueCents: 412000,
      valueDays: 365,
      ...EUR,
    } as const
    expect(both(segmentMove(move))).toEqual([
      '12 Kunden sind von „Spitzenkunden“ zu „Gefährdete Kunden“ gewechselt. Umsatz der letzten 365 Tage: 4.120 €.',
      '12 customers moved from “Champions” to “Customers at risk”. Revenue of the last 365 days: €4,120.',
    ])
    expect([0, 1].map((customers) => german(segmentMove({ ...move, customers, valueCents: null }).sentence))).toEqual([
      'Kein Kunde ist von „Spitzenkunden“ zu „Gefährdete Kunden“ gewechselt.',
      '1 Kunde ist von „Spitzenkunden“ zu „Gefährdete Kunden“ gewechselt.',
    ])
    expect(german(segmentMove({ ...move, from: 'lost', to: 'loyal' }).next[0] ?? { de: '', en: '' })).toMatch(/danken$/)
    expect(SEGMENTS).toHaveLength(11)
  })

  it('tells the repeat rate and how it moved', () => {
    const rate = { value: 0.234, low: 0.211, high: 0.259 }
    expect(both(repeatRate({ customers: 1204, rate, windowDays: 90, rateBefore: 0.222 }))).toEqual([
      'Von 1.204 Erstkäufern kauften 23,4 % (21,1 bis 25,9 %) innerhalb von 90 Tagen erneut, 1,2 Prozentpunkte mehr als bei den Erstkäufern davor.',
      'Of 1,204 first-time buyers, 23.4% (21.1% to 25.9%) bought again within 90 days, 1.2 percentage points more than of the first-time buyers before.',
    ])
    expect(german(repeatRate({ customers: 1204, rate, windowDays: 90, rateBefore: 0.234 }).sentence)).toMatch(
      /erneut, genauso viele wie bei den Erstkäufern davor\.$/,
    )
  })

  it('tells cohorts apart only where the interval does', () => {
    const cohort = {
      month: '2026-08',
      otherMonth: '2026-07',
      customers: 412,
      otherCustomers: 389,
      rate: 0.18,
      otherRate: 0.22,
      windowDays: 90,
    }
    expect(both(cohortComparison({ ...cohort, difference: { low: -0.09, high: 0.01 } }))).toEqual([
      'Von den 412 Erstkäufern aus August 2026 kauften 18 % innerhalb von 90 Tagen erneut, von den 389 aus Juli 2026 waren es 22 %. Der Unterschied kann Zufall sein (−9 bis +1 Prozentpunkte).',
      'Of the 412 first-time buyers of August 2026, 18% bought again within 90 days; of the 389 of July 2026 it was 22%. The difference may be chance (−9 to +1 percentage points).',
    ])
    expect(titles(cohortComparison({ ...cohort, difference: { low: -0.07, high: -0.01 } }))).toEqual([
      'Erstkäufer aus August 2026 kommen seltener wieder',
      'First-time buyers of August 2026 return less often',
    ])
  })

  it('tells what customers are worth, and whom to win back', () => {
    const worth = {
      customers: 4372,
      horizonDays: 365,
      totalCents: 812345600,
      interval: { low: 740000000, high: 890000000 },
      topShare: 0.1,
      topValueShare: 0.42,
      currency: 'GBP',
    }
    expect(both(lifetimeValue(worth))).toEqual([
      '10 % der Kunden tragen 42 % des erwarteten Umsatzes der nächsten 365 Tage. Von 4.372 Kunden sind in dieser Zeit zusammen 8,1 Mio. £ zu erwarten (7,4 bis 8,9 Mio. £).',
      '10% of customers carry 42% of the revenue expected over the next 365 days. Together 4,372 customers can be expected to bring £8.1m in that time (£7.4m to £8.9m).',
    ])
    expect(
      [1, 34].map((customers) => german(winBack({ customers, valueCents: 320000, horizonDays: 90, ...EUR }).sentence)),
    ).toEqual([
      '1 guter Kunde hat länger nicht bestellt, als es bisher üblich war. Bei einer Rückkehr sind in 90 Tagen etwa 3,2 Tsd. € zu erwarten.',
      '34 gute Kunden haben länger nicht bestellt, als es bisher üblich war. Bei einer Rückkehr sind in 90 Tagen etwa 3,2 Tsd. € zu erwarten.',
    ])
  })
})
