/** The units of the whole product: read in texts and in shops' data, and written in both languages. */
import type { Text } from '../core/lang.ts'

/** What can be measured; values are held in the base unit of their kind. */
const DIMENSIONS = [
  'mass',
  'length',
  'area',
  'volume',
  'time',
  'temperature',
  'power',
  'voltage',
  'current',
  'charge',
  'energy',
  'frequency',
  'light',
  'illuminance',
  'luminance',
  'kelvin',
  'angle',
  'pressure',
  'force',
  'torque',
  'sound',
  'rotation',
  'speed',
  'data',
  'rate',
  'resolution',
  'pixels',
  'loft',
  'carat',
  'percent',
  'alcohol',
  'area-density',
  'yarn',
  'resistance',
  'density',
  'concentration',
  'solution',
  'frames',
  'flow',
  'money',
  'count',
] as const
export type Dimension = (typeof DIMENSIONS)[number]
export const isDimension = (name: string): name is Dimension => DIMENSIONS.some((dimension) => dimension === name)

export interface Unit {
  readonly dimension: Dimension
  /** Base value = written value x factor + offset. */
  readonly factor: number
  readonly offset?: number
  /** As it is written, German and English; the first of a language is the one to write. Single letters and symbols are told apart by capitals. */
  readonly de: readonly string[]
  readonly en: readonly string[]
  /** After one, where that is another word: 'Stunde', 'hour'. */
  readonly one?: Text
  /** Of money: ISO 4217. */
  readonly currency?: string
}

const both = (...names: string[]) => ({ de: names, en: names })
const unit = (dimension: Dimension, factor: number, names: Pick<Unit, 'de' | 'en'>, offset = 0): Unit => ({
  dimension,
  factor,
  offset,
  ...names,
})

/** A unit that is written as a word: after one, after more, and what else it is read by. */
const word = (
  dimension: Dimension,
  factor: number,
  {
    de,
    en,
  }: { readonly de: readonly [string, string, ...string[]]; readonly en: readonly [string, string, ...string[]] },
): Unit => ({
  dimension,
  factor,
  de: [de[1], de[0], ...de.slice(2)],
  en: [en[1], en[0], ...en.slice(2)],
  one: { de: de[0], en: en[0] },
})

// Factors: BIPM, SI Brochure (9th ed.); inch, pound, ounce, gallon and horsepower: NIST SP 811 (2008), appendix B; PS: DIN 66036.
export const UNITS: readonly Unit[] = [
  unit('mass', 1e-6, both('µg', 'μg', 'mcg')),
  unit('mass', 0.001, { de: ['mg', 'Milligramm'], en: ['mg', 'milligrams', 'milligram'] }),
  unit('mass', 1, { de: ['g', 'gr', 'Gramm'], en: ['g', 'gr', 'grams', 'gram', 'grammes', 'gramme'] }),
  unit('mass', 1000, {
    de: ['kg', 'Kilogramm', 'Kilo', 'Kilos'],
    en: ['kg', 'kgs', 'kilograms', 'kilogram', 'kilos', 'kilo'],
  }),
  unit('mass', 1e6, { de: ['t', 'Tonnen', 'Tonne'], en: ['t', 'tonnes', 'tonne'] }),
  unit('mass', 28.349523125, { de: ['oz', 'Unzen', 'Unze'], en: ['oz', 'ounces', 'ounce'] }),
  unit('mass', 453.59237, { de: ['lb', 'lbs'], en: ['lb', 'lbs', 'pounds', 'pound'] }),
  unit('length', 1e-6, { de: ['µm', 'μm', 'Mikrometer'], en: ['µm', 'μm', 'micrometres', 'microns'] }),
  unit('length', 0.001, {
    de: ['mm', 'Millimeter', 'Millimetern'],
    en: ['mm', 'millimetres', 'millimetre', 'millimeters', 'millimeter'],
  }),
  unit('length', 0.01, {
    de: ['cm', 'Zentimeter', 'Zentimetern'],
    en: ['cm', 'centimetres', 'centimetre', 'centimeters', 'centimeter'],
  }),
  unit('length', 0.1, both('dm')),
  unit('length', 1, { de: ['m', 'Meter', 'Metern'], en: ['m', 'metres', 'metre', 'meters', 'meter'] }),
  unit('length', 1000, {
    de: ['km', 'Kilometer', 'Kilometern'],
    en: ['km', 'kilometres', 'kilometre', 'kilometers', 'kilometer'],
  }),
  word('length', 0.0254, {
    de: ['Zoll', 'Zoll', '"', '″', '”', "''", 'Inch'],
    en: ['inch', 'inches', '"', '″', '”', "''"],
  }),
  unit('length', 0.3048, { de: ['Fuß', 'ft'], en: ['feet', 'foot', 'ft'] }),
  unit('length', 1609.344, { de: ['Meilen', 'Meile'], en: ['miles', 'mile'] }),
  unit('area', 1e-6, both('mm²', 'mm2')),
  unit('area', 1e-4, both('cm²', 'cm2', 'qcm')),
  unit('area', 1, {
    de: ['m²', 'm2', 'qm', 'Quadratmeter', 'Quadratmetern'],
    en: ['m²', 'm2', 'sqm', 'square metres', 'square meters'],
  }),
  unit('area', 6.4516e-4, {
    de: ['in²', 'sq in', 'Quadratzoll'],
    en: ['in²', 'sq in', 'square inches', 'square-inch', 'square inch'],
  }),
  unit('area', 0.09290304, both('sq ft', 'square feet')),
  unit('volume', 0.001, {
    de: ['ml', 'Milliliter', 'Millilitern', 'cm³', 'ccm'],
    en: ['ml', 'millilitres', 'millilitre', 'milliliters', 'cm³', 'cc'],
  }),
  unit('volume', 0.01, { de: ['cl', 'Zentiliter', 'Zentilitern'], en: ['cl', 'centilitres'] }),
  unit('volume', 0.1, { de: ['dl', 'Deziliter'], en: ['dl', 'decilitres'] }),
  unit('volume', 1, both('l', 'L', 'Ltr', 'ltr')),
  word('volume', 1, { de: ['Liter', 'Liter', 'Litern'], en: ['litre', 'litres', 'liters', 'liter'] }),
  unit('volume', 1000, { de: ['m³', 'm3', 'Kubikmeter'], en: ['m³', 'm3', 'cubic metres', 'cubic meters'] }),
  unit('volume', 0.0295735295625, both('fl oz', 'fl. oz.', 'fluid ounces')),
  unit('volume', 3.785411784, { de: ['Gallonen'], en: ['gallons', 'gallon', 'gal'] }),
  word('time', 1, { de: ['Sekunde', 'Sekunden', 's', 'Sek'], en: ['second', 'seconds', 's', 'sec'] }),
  unit('time', 0.001, { de: ['ms', 'Millisekunden', 'Millisekunde'], en: ['ms', 'milliseconds', 'millisecond'] }),
  word('time', 60, { de: ['Minute', 'Minuten', 'min', 'Min'], en: ['minute', 'minutes', 'min', 'mins'] }),
  word('time', 3600, { de: ['Stunde', 'Stunden', 'h', 'Std'], en: ['hour', 'hours', 'h', 'hrs', 'hr'] }),
  word('time', 86400, {
    de: ['Tag', 'Tage', 'Tagen', 'Werktage', 'Werktagen'],
    en: ['day', 'days', 'working days', 'business days'],
  }),
  word('time', 604800, { de: ['Woche', 'Wochen'], en: ['week', 'weeks'] }),
  word('time', 2629746, { de: ['Monat', 'Monate', 'Monaten'], en: ['month', 'months'] }),
  word('time', 31556952, { de: ['Jahr', 'Jahre', 'Jahren'], en: ['year', 'years', 'yrs'] }),
  unit('temperature', 1, {
    de: ['°C', '° C', '℃', 'Grad Celsius', 'Grad'],
    en: ['°C', '° C', '℃', 'degrees Celsius', 'degrees', 'degree'],
  }),
  unit(
    'temperature',
    5 / 9,
    { de: ['°F', '° F', 'Grad Fahrenheit'], en: ['°F', '° F', 'degrees Fahrenheit'] },
    -160 / 9,
  ),
  unit('kelvin', 1, { de: ['K', 'Kelvin'], en: ['K', 'kelvin', 'Kelvin'] }),
  unit('angle', 1, both('°')),
  unit('power', 0.001, both('mW')),
  unit('power', 1, both('W')),
  word('power', 1, { de: ['Watt', 'Watt'], en: ['watt', 'watts'] }),
  unit('power', 1000, { de: ['kW', 'Kilowatt'], en: ['kW', 'kilowatts', 'kilowatt'] }),
  unit('power', 735.49875, both('PS')),
  unit('power', 745.69987158227, both('hp')),
  unit('voltage', 1, { de: ['V', 'Volt'], en: ['V', 'volts', 'volt'] }),
  unit('voltage', 1000, both('kV')),
  unit('current', 0.001, both('mA')),
  unit('current', 1, { de: ['A', 'Ampere'], en: ['A', 'amps', 'amp', 'amperes'] }),
  unit('charge', 0.001, both('mAh')),
  unit('charge', 1, { de: ['Ah', 'Amperestunden'], en: ['Ah', 'amp-hours'] }),
  unit('energy', 3600, { de: ['Wh', 'Wattstunden'], en: ['Wh', 'watt-hours'] }),
  unit('energy', 3.6e6, { de: ['kWh', 'Kilowattstunden'], en: ['kWh', 'kilowatt-hours'] }),
  unit('energy', 1, { de: ['J', 'Joule'], en: ['J', 'joules', 'joule'] }),
  unit('energy', 1000, { de: ['kJ', 'Kilojoule'], en: ['kJ', 'kilojoules'] }),
  unit('energy', 4184, { de: ['kcal', 'Kilokalorien', 'Kalorien'], en: ['kcal', 'kilocalories', 'calories'] }),
  unit('frequency', 1, { de: ['Hz', 'Hertz'], en: ['Hz', 'hertz'] }),
  unit('frequency', 1e3, both('kHz')),
  unit('frequency', 1e6, both('MHz')),
  unit('frequency', 1e9, both('GHz')),
  word('light', 1, { de: ['Lumen', 'Lumen', 'lm'], en: ['lumen', 'lumens', 'lm'] }),
  unit('luminance', 1, { de: ['cd/m²', 'cd/m2', 'Nits', 'Nit'], en: ['cd/m²', 'cd/m2', 'nits', 'nit'] }),
  unit('illuminance', 1, { de: ['lx', 'Lux'], en: ['lx', 'lux'] }),
  unit('pressure', 1, { de: ['bar', 'Bar'], en: ['bar', 'bars'] }),
  unit('pressure', 1.01325, both('ATM', 'atm')),
  unit('pressure', 0.001, both('mbar', 'hPa')),
  unit('pressure', 0.0689475729, both('psi', 'PSI')),
  unit('force', 1, { de: ['N', 'Newton'], en: ['N', 'newtons'] }),
  unit('force', 1000, { de: ['kN', 'Kilonewton'], en: ['kN', 'kilonewtons'] }),
  unit('torque', 1, { de: ['Nm', 'Newtonmeter', 'Newtonmetern'], en: ['Nm', 'newton metres'] }),
  unit('sound', 1, { de: ['dB', 'dB(A)', 'Dezibel'], en: ['dB', 'dB(A)', 'decibels'] }),
  unit('rotation', 1, {
    de: ['U/min', 'Umdrehungen', 'Umdrehungen pro Minute', 'min⁻¹', 'min-1', '1/min', 'rpm'],
    en: ['rpm', 'revolutions', 'revolutions per minute', 'min⁻¹', 'min-1'],
  }),
  unit('speed', 1, { de: ['km/h', 'kmh', 'Stundenkilometer'], en: ['km/h', 'kmh', 'kph'] }),
  unit('speed', 3.6, both('m/s')),
  unit('speed', 1.609344, both('mph')),
  unit('speed', 1.852, { de: ['kn', 'Knoten'], en: ['kn', 'knots', 'knot'] }),
  unit('data', 1, { de: ['KB', 'Kilobyte'], en: ['KB', 'kilobytes'] }),
  unit('data', 1e3, { de: ['MB', 'Megabyte'], en: ['MB', 'megabytes'] }),
  unit('data', 1e6, { de: ['GB', 'Gigabyte'], en: ['GB', 'gigabytes'] }),
  unit('data', 1e9, { de: ['TB', 'Terabyte'], en: ['TB', 'terabytes'] }),
  unit('rate', 1, both('Mbit/s', 'Mbps', 'MBit/s')),
  unit('rate', 1000, both('Gbit/s', 'Gbps', 'GBit/s')),
  unit('resolution', 1, both('dpi', 'ppi', 'DPI', 'PPI')),
  unit('pixels', 1, { de: ['Pixel', 'px'], en: ['pixels', 'pixel', 'px'] }),
  unit('pixels', 1e6, { de: ['MP', 'Megapixel'], en: ['MP', 'megapixels', 'megapixel'] }),
  unit('loft', 1, both('cuin', 'cu in', 'CUIN', 'fill power')),
  unit('carat', 1, { de: ['Karat', 'ct', 'kt'], en: ['carats', 'carat', 'karat', 'ct'] }),
  unit('percent', 1, { de: ['%', 'Prozent', 'prozentig'], en: ['%', 'percent', 'per cent', 'pct'] }),
  unit('alcohol', 1, {
    de: [
      '% vol',
      '% Vol',
      'Vol.-%',
      '% vol.',
      '% Vol.',
      'Volumenprozent',
      'Vol.-Prozent',
      'Prozent Alkohol',
      '% Alkohol',
    ],
    en: ['% vol', '% ABV', '% abv', '% vol.', '% alcohol', 'percent alcohol', 'per cent alcohol'],
  }),
  unit('area-density', 1, {
    de: ['g/m²', 'g/m2', 'gsm', 'GSM', 'g/qm', 'Gramm pro Quadratmeter', 'Gramm je Quadratmeter'],
    en: ['g/m²', 'g/m2', 'gsm', 'GSM', 'grams per square metre', 'grams per square meter'],
  }),
  unit('area-density', 33.905747, both('oz/yd²')),
  unit('yarn', 1, both('den', 'DEN', 'Den', 'Denier', 'denier')),
  unit('resistance', 1, both('Ω', 'Ohm', 'ohm', 'ohms')),
  unit('density', 1, both('kg/m³', 'kg/m3')),
  unit('concentration', 1, both('ppm')),
  unit('solution', 1, {
    de: ['g/l', 'g/L', 'Gramm pro Liter', 'Gramm je Liter'],
    en: ['g/l', 'g/L', 'grams per litre', 'g per litre', 'g per liter'],
  }),
  unit('frames', 1, both('fps')),
  unit('flow', 1, both('l/h')),
  { ...unit('money', 100, both('€', 'EUR', 'Euro', 'euros', 'euro')), currency: 'EUR' },
  { ...unit('money', 1, { de: ['Cent'], en: ['cents', 'cent'] }), currency: 'EUR' },
  { ...unit('money', 100, both('$', 'USD')), currency: 'USD' },
  { ...unit('money', 100, both('£', 'GBP')), currency: 'GBP' },
  { ...unit('money', 100, both('CHF', 'Franken')), currency: 'CHF' },
]
