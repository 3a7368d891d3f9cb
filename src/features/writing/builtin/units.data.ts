/** Units as shops write them, and as they are written in a text. */

export type Dimension =
  | 'mass'
  | 'length'
  | 'area'
  | 'volume'
  | 'time'
  | 'power'
  | 'voltage'
  | 'current'
  | 'charge'
  | 'energy'
  | 'food-energy'
  | 'frequency'
  | 'temperature'
  | 'light'
  | 'pressure'
  | 'speed'
  | 'data'
  | 'resolution'
  | 'fineness'
  | 'area-weight'
  | 'fill-power'
  | 'sound'
  | 'share'
  | 'count'
  | 'force'
  | 'rotation'
  | 'consumption'

export interface Unit {
  readonly dimension: Dimension
  /** As written, German and English. */
  readonly de: string
  readonly en: string
  /** After one: 'Stunde', 'hour'; default the same as many. */
  readonly deOne?: string
  readonly enOne?: string
  /** How often the dimension's first unit is in it, so that 0.95 kg and 950 g are the same. */
  readonly factor: number
  /** Spellings, in small letters; those with a capital are matched as they are. */
  readonly spellings: readonly string[]
}

const sign = (dimension: Dimension, de: string, factor: number, spellings: string, en = de): Unit => ({
  dimension,
  de,
  en,
  factor,
  spellings: spellings.split(' '),
})

const word = (
  dimension: Dimension,
  factor: number,
  words: readonly [string, string, string, string],
  spellings: string,
): Unit => ({
  dimension,
  deOne: words[0],
  de: words[1],
  enOne: words[2],
  en: words[3],
  factor,
  spellings: spellings.split(' '),
})

export const UNITS: readonly Unit[] = [
  sign('mass', 'mg', 0.001, 'mg milligramm milligram milligrams'),
  sign('mass', 'g', 1, 'g gr gramm gram grams grammes'),
  sign('mass', 'kg', 1000, 'kg kilo kilogramm kilogram kilograms'),
  sign('mass', 't', 1e6, 't tonne tonnen tonnes'),
  sign('mass', 'lb', 453.592, 'lb lbs pounds'),
  sign('mass', 'oz', 28.3495, 'oz ounces'),
  sign('length', 'mm', 1, 'mm millimeter millimetre millimetres'),
  sign('length', 'cm', 10, 'cm zentimeter centimetre centimetres centimeter centimeters'),
  sign('length', 'm', 1000, 'm meter metre metres meters'),
  sign('length', 'km', 1e6, 'km kilometer kilometre kilometres'),
  sign('length', 'µm', 0.001, 'µm μm mikrometer'),
  word('length', 25.4, ['Zoll', 'Zoll', 'inch', 'inches'], 'zoll inch inches in ″ "'),
  sign('area', 'm²', 1, 'm² m2 qm sqm quadratmeter'),
  sign('area', 'cm²', 0.0001, 'cm² cm2'),
  sign('volume', 'ml', 1, 'ml milliliter millilitre millilitres'),
  sign('volume', 'cl', 10, 'cl'),
  sign('volume', 'l', 1000, 'l'),
  word('volume', 1000, ['Liter', 'Liter', 'litre', 'litres'], 'liter litre litres liters ltr'),
  sign('volume', 'm³', 1e6, 'm³ m3'),
  sign('time', 'ms', 0.001, 'ms'),
  word('time', 1, ['Sekunde', 'Sekunden', 'second', 'seconds'], 's sek sekunde sekunden second seconds sec'),
  word('time', 60, ['Minute', 'Minuten', 'minute', 'minutes'], 'min minute minuten minutes'),
  word('time', 3600, ['Stunde', 'Stunden', 'hour', 'hours'], 'h std stunde stunden hour hours hrs'),
  word('time', 86400, ['Tag', 'Tage', 'day', 'days'], 'tag tage tagen day days'),
  word('time', 2629800, ['Monat', 'Monate', 'month', 'months'], 'monat monate monaten month months'),
  word('time', 31557600, ['Jahr', 'Jahre', 'year', 'years'], 'jahr jahre jahren year years'),
  sign('power', 'W', 1, 'W'),
  word('power', 1, ['Watt', 'Watt', 'watt', 'watts'], 'watt watts'),
  sign('power', 'kW', 1000, 'kw'),
  sign('power', 'PS', 735.5, 'PS', 'hp'),
  sign('voltage', 'V', 1, 'V volt volts'),
  sign('current', 'mA', 0.001, 'mA'),
  sign('current', 'A', 1, 'A ampere'),
  sign('charge', 'mAh', 1, 'mah'),
  sign('charge', 'Ah', 1000, 'ah'),
  sign('energy', 'Wh', 1, 'wh'),
  sign('energy', 'kWh', 1000, 'kwh'),
  sign('food-energy', 'kcal', 1, 'kcal'),
  sign('food-energy', 'kJ', 0.239, 'kj'),
  sign('frequency', 'Hz', 1, 'hz'),
  sign('frequency', 'kHz', 1000, 'khz'),
  sign('frequency', 'MHz', 1e6, 'mhz'),
  sign('frequency', 'GHz', 1e9, 'ghz'),
  sign('temperature', '°C', 1, '°c grad celsius ºc'),
  word('light', 1, ['Lumen', 'Lumen', 'lumen', 'lumens'], 'lm lumen lumens'),
  sign('light', 'lx', 1, 'lux lx'),
  sign('pressure', 'bar', 1, 'bar'),
  sign('pressure', 'psi', 0.0689, 'psi'),
  sign('speed', 'km/h', 1, 'km/h kmh'),
  sign('data', 'MB', 1, 'mb'),
  sign('data', 'GB', 1000, 'gb'),
  sign('data', 'TB', 1e6, 'tb'),
  sign('resolution', 'MP', 1, 'mp megapixel megapixels'),
  sign('resolution', 'dpi', 1, 'dpi'),
  sign('resolution', 'Pixel', 1, 'px pixel pixels', 'pixels'),
  sign('fineness', 'den', 1, 'den denier'),
  sign('area-weight', 'g/m²', 1, 'g/m² g/m2 gsm'),
  sign('fill-power', 'cuin', 1, 'cuin'),
  sign('sound', 'dB', 1, 'db dezibel decibel'),
  sign('share', '%', 1, '% prozent percent pct'),
  sign('force', 'N', 1, 'N newton'),
  sign('force', 'Nm', 1, 'nm'),
  sign('rotation', 'U/min', 1, 'u/min rpm', 'rpm'),
  sign('consumption', 'l/h', 1, 'l/h'),
  word('count', 1, ['Stück', 'Stück', 'piece', 'pieces'], 'stk stück stueck st pcs pieces piece'),
  word('count', 1, ['Teil', 'Teile', 'part', 'parts'], 'teil teile parts'),
  word('count', 1, ['Person', 'Personen', 'person', 'people'], 'person personen persons people'),
  word('count', 1, ['Seite', 'Seiten', 'page', 'pages'], 'seite seiten page pages'),
  word('count', 1, ['Portion', 'Portionen', 'serving', 'servings'], 'portion portionen servings serving'),
]
