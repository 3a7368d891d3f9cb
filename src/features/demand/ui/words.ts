import type { Text } from '../../../core/lang.ts'
import { formatMonth } from '../../../language/dates.ts'
import type { DemandKind, ForecastListQuery, ForecastRow, ScoreHorizon, ScoreKind } from '../schema.ts'

export const words = {
  title: { de: 'Vorhersagen', en: 'Forecasts' },
  list: { de: 'Was sich in den nächsten 28 Tagen verkauft', en: 'What sells in the next 28 days' },
  one: { de: 'Vorhersage', en: 'Forecast' },
  accuracy: { de: 'Wie nah lagen sie?', en: 'How near did they come?' },
  kind: { de: 'Ebene', en: 'Level' },
  sort: { de: 'Reihenfolge', en: 'Order' },
  category: { de: 'Kategorie', en: 'Category' },
  anyCategory: { de: 'Alle Kategorien', en: 'All categories' },
  stock: { de: 'Bestand', en: 'Stock' },
  anyStock: { de: 'Jeder Bestand', en: 'Any stock' },
  due: { de: 'Zeit, nachzubestellen', en: 'Time to reorder' },
  name: { de: 'Name', en: 'Name' },
  units: { de: 'Stück', en: 'Pieces' },
  low: { de: 'Von', en: 'From' },
  high: { de: 'Bis', en: 'To' },
  before: { de: 'Letzte 28 Tage', en: 'Last 28 days' },
  yearBefore: { de: 'Vor einem Jahr', en: 'A year ago' },
  naive: { de: 'Fortgeschrieben', en: 'Carried over' },
  worth: { de: 'Umsatz', en: 'Revenue' },
  change: { de: 'Änderung', en: 'Change' },
  quarter: { de: 'Stück in 84 Tagen', en: 'Pieces in 84 days' },
  reorderPoint: { de: 'Bestellen ab', en: 'Reorder point' },
  orderUnits: { de: 'Menge', en: 'Quantity' },
  left: { de: 'Am Lager', en: 'In stock' },
  noneTitle: { de: 'Noch keine Vorhersage', en: 'No forecast yet' },
  none: {
    de: 'Hier steht, was sich verkaufen wird, sobald eine Nachtschicht acht Wochen Verkäufe gesehen hat. Lesen Sie Bestellungen ein, oder lassen Sie die Nachtschicht jetzt laufen: dirigent night.',
    en: 'Here stands what will sell, once a night shift has seen eight weeks of sales. Import orders, or let the night shift run now: dirigent night.',
  },
  noMatch: { de: 'Nichts passt zu diesen Filtern.', en: 'Nothing fits these filters.' },
  clear: { de: 'Filter löschen', en: 'Clear filters' },
  next28: { de: 'Stück in 28 Tagen', en: 'Pieces in 28 days' },
  band: { de: '90-%-Band', en: '90% band' },
  weeks: { de: 'Woche für Woche', en: 'Week by week' },
  days: { de: 'Tag für Tag', en: 'Day by day' },
  view: { de: 'Ansicht', en: 'View' },
  sold: { de: 'Verkauft', en: 'Sold' },
  expected: { de: 'Zu erwarten', en: 'Expected' },
  order: { de: 'Nachbestellen', en: 'Reorder' },
  stockUnknown: {
    de: 'Der Bestand ist nicht bekannt; die Menge gilt für einen Bestand am Bestellpunkt.',
    en: 'The stock is not known; the quantity is for a stock at the reorder point.',
  },
  how: { de: 'Wie gerechnet wurde', en: 'How it was reckoned' },
  method: { de: 'Modell', en: 'Model' },
  gaveWay: {
    de: 'Das Modell war zuletzt schlechter als die Fortschreibung; bis es wieder besser ist, gilt sie.',
    en: 'The model was worse than carrying over lately; until it is better again, that is used.',
  },
  weather: { de: 'Wetter', en: 'Weather' },
  hasWeather: { de: 'eingerechnet', en: 'part of it' },
  noWeather: { de: 'nicht eingerechnet', en: 'not part of it' },
  unseen: { de: 'Wochen mit Tagen ohne Bestand', en: 'Weeks with days out of stock' },
  spike: { de: 'Nicht fortgeschrieben', en: 'Not carried on' },
  lately: { de: 'Fehler der Wochenvorhersagen zuletzt', en: 'Error of one-week forecasts lately' },
  whatIf: { de: 'Was wäre, wenn …', en: 'What if …' },
  whatIfAbout: {
    de: 'Gerechnet wird mit dem, was die Daten über die Wirkung von Preis und Wetter hergeben. Geändert wird nichts.',
    en: 'Reckoned with what the data tell about the effect of price and weather. Nothing is changed.',
  },
  daysAhead: { de: 'Für wie viele Tage', en: 'For how many days' },
  price: { de: 'Preis, Änderung in %', en: 'Price, change in %' },
  promotion: { de: 'Aktion, Nachlass in %', en: 'Promotion, discount in %' },
  warmer: { de: 'Wärmer um °C', en: 'Warmer by °C' },
  rain: { de: 'Regen', en: 'Rain' },
  rainAsUsual: { de: 'wie erwartet', en: 'as expected' },
  rainAlways: { de: 'jeden Tag', en: 'every day' },
  rainNever: { de: 'an keinem Tag', en: 'on no day' },
  reckon: { de: 'Rechnen', en: 'Reckon' },
  asForecast: { de: 'Wie vorhergesagt', en: 'As forecast' },
  otherwise: { de: 'Dann', en: 'Then' },
  board: { de: 'Treffsicherheit der Vorhersagen', en: 'Accuracy of the forecasts' },
  boardAbout: {
    de: 'Was vorhergesagt war, neben dem, was kam, und neben der einfachen Fortschreibung. Unter 1 heißt: im Mittel näher als das Fortschreiben in der Vergangenheit.',
    en: 'What was forecast, beside what came and beside plain carrying over. Below 1 means: nearer on average than carrying over was in the past.',
  },
  toList: { de: 'Zu den Vorhersagen', en: 'To the forecasts' },
  period: { de: 'Zeitraum', en: 'Period' },
  byLevel: { de: 'Nach Ebene und Zeitraum', en: 'By level and time ahead' },
  byCategory: {
    de: 'Wochenvorhersagen einzelner Produkte, nach Kategorie',
    en: 'One-week forecasts of products, by category',
  },
  horizon: { de: 'Voraus', en: 'Ahead' },
  forecasts: { de: 'Vorhersagen', en: 'Forecasts' },
  nights: { de: 'Nächte', en: 'Nights' },
  mase: { de: 'MASE', en: 'MASE' },
  naiveMase: { de: 'MASE fortgeschrieben', en: 'MASE carried over' },
  rmsse: { de: 'RMSSE', en: 'RMSSE' },
  naiveRmsse: { de: 'RMSSE fortgeschrieben', en: 'RMSSE carried over' },
  error: { de: 'Fehler / Verkauf', en: 'Error / sales' },
  naiveError: { de: 'fortgeschrieben', en: 'carried over' },
  coverage: { de: 'Im 90-%-Band', en: 'In the 90% band' },
  noCategory: { de: 'Ohne Kategorie', en: 'No category' },
  ourError: { de: 'Vorhersage', en: 'Forecast' },
  modelsOut: { de: 'Modelle, die der Fortschreibung Platz machten', en: 'Models that gave way to carrying over' },
  boardEmpty: {
    de: 'Noch ist nichts eingetroffen, das vorhergesagt war',
    en: 'Nothing that was forecast has come yet',
  },
  boardNone: {
    de: 'Sobald Nachtschichten Vorhersagen gemacht haben und deren Tage vorbei sind, steht hier, wie nah sie lagen.',
    en: 'Once night shifts have made forecasts and their days are over, it says here how near they came.',
  },
} as const

export const asOf = (day: string): Text => ({ de: `Stand ${day}`, en: `As of ${day}` })
export const firstFrom = (day: string): Text => ({
  de: `Die ersten Wochenvorhersagen werden am ${day} mit dem verglichen, was kam. Dafür muss die Nachtschicht bis dahin laufen.`,
  en: `The first one-week forecasts are held against what came on ${day}. For that the night shift has to run until then.`,
})
export function tooLittle({ needs, has, similar }: NonNullable<ForecastRow['tooLittle']>): Text {
  if (similar === null) {
    return {
      de: `Zu wenig Daten für ein Modell: gebraucht werden ${needs} Wochen, da sind ${has}. Bis dahin wird fortgeschrieben.`,
      en: `Too little data for a model: ${needs} weeks are needed, there are ${has}. Until then it is carried over.`,
    }
  }
  const count = Math.round(similar.products)
  const names = (lang: 'de' | 'en') => similar.most.map((title) => title[lang]).join(', ')
  return {
    de: `Neu: ein eigenes Modell braucht ${needs} Wochen, da sind ${has}. Vorhergesagt wie die ersten Wochen ähnlicher Produkte (n = ${count}, vor allem ${names('de')}), nach den eigenen Verkäufen gerückt.`,
    en: `New: a model of its own needs ${needs} weeks, there are ${has}. Forecast like the first weeks of similar products (n = ${count}, above all ${names('en')}), moved by its own sales.`,
  }
}
export const monthText = (month: string): Text => ({ de: formatMonth(month, 'de'), en: formatMonth(month, 'en') })
export const spikeText = (day: string, units: string, counted: string): Text => ({
  de: `Woche ab ${day}: ${units} Stück, weit über allen anderen; gerechnet wird mit ${counted}`,
  en: `Week from ${day}: ${units} pieces, far beyond all others; ${counted} are reckoned with`,
})
export const errorText = (error: string, naive: string): Text => ({
  de: `${error} Stück, fortgeschrieben ${naive}`,
  en: `${error} pieces, carried over ${naive}`,
})
export const lastDays = (days: number): Text => ({ de: `Letzte ${days} Tage`, en: `Last ${days} days` })
export const outOf = (count: number, of: number): Text => ({
  de: `${count} von ${of} beurteilten Reihen. Ein Modell kommt zurück, sobald es wieder besser ist.`,
  en: `${count} of ${of} series that were judged. A model comes back as soon as it is better again.`,
})
export const factorText = (factor: string, low: string | null, high: string | null): Text => ({
  de: low === null || high === null ? `${factor} der Nachfrage` : `${factor} der Nachfrage (${low} bis ${high})`,
  en: low === null || high === null ? `${factor} of demand` : `${factor} of demand (${low} to ${high})`,
})
export const chartTitle = (name: string, units: string, before: string): Text => ({
  de: `${name}: etwa ${units} Stück in den nächsten 28 Tagen, nach ${before} in den letzten`,
  en: `${name}: about ${units} pieces in the next 28 days, after ${before} in the last`,
})
export const nightsTitle: Text = {
  de: 'Fehler der Wochenvorhersagen von Nacht zu Nacht (MASE)',
  en: 'Error of one-week forecasts from night to night (MASE)',
}

export const kindWords: Readonly<Record<DemandKind, Text>> = {
  product: { de: 'Produkte', en: 'Products' },
  category: { de: 'Kategorien', en: 'Categories' },
  shop: { de: 'Ganzer Shop', en: 'Whole shop' },
}
export const scoreKindWords: Readonly<Record<ScoreKind, Text>> = {
  ...kindWords,
  new: { de: 'Neue Produkte', en: 'New products' },
}

export const sortWords: Readonly<Record<ForecastListQuery['sort'], Text>> = {
  money: { de: 'Umsatz', en: 'Revenue' },
  rising: { de: 'Steigend', en: 'Rising' },
  falling: { de: 'Fallend', en: 'Falling' },
}

export const horizonWords: Readonly<Record<ScoreHorizon, Text>> = {
  day: { de: '1 Tag', en: '1 day' },
  week: { de: '7 Tage', en: '7 days' },
  month: { de: '28 Tage', en: '28 days' },
}

/** As the forecasting kernels call what they did. */
const METHODS: Readonly<Record<string, Text>> = {
  combination: { de: 'Kombination aus Glättung und Theta', en: 'Combination of smoothing and theta' },
  'clear members': { de: 'Die klar besten der Kombination', en: 'The clearly best of the combination' },
  'robust ensemble': { de: 'Robustes Ensemble', en: 'Robust ensemble' },
  intermittent: { de: 'Für seltene Käufe (TSB, ADIDA)', en: 'For rare purchases (TSB, ADIDA)' },
  constant: { de: 'Immer gleich', en: 'Always the same' },
  naive: { de: 'Fortgeschrieben', en: 'Carried over' },
  'similar products': { de: 'Wie ähnliche Produkte', en: 'Like similar products' },
}

export const methodWords = (method: string): Text => METHODS[method] ?? { de: method, en: method }
