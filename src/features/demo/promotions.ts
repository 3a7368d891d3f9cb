/** The demo shop's calendar of price reductions, newsletters and price increases. */
import type { Text } from '../../core/lang.ts'
import { blackFriday, dayOf, easterSunday, partsOf } from './calendar.ts'

/** A reduction of a few families' prices; days as numbers since 1970, both inclusive. */
export interface Promotion {
  readonly name: Text
  readonly families: readonly string[]
  readonly from: number
  readonly to: number
  readonly percent: number
}

export interface Newsletter {
  readonly day: number
  readonly coupon: string
  readonly percent: number
}

export interface PriceIncrease {
  readonly day: number
  readonly percent: number
  readonly families: readonly string[]
}

function promotionsOfYear(year: number): readonly Promotion[] {
  const easter = easterSunday(year)
  const friday = blackFriday(year)
  const on = (month: number, date: number) => dayOf(year, month, date)
  return [
    {
      name: { de: 'Winterschlussverkauf', en: 'Winter sale' },
      families: ['daunenjacke', 'muetze', 'handschuhe', 'gamaschen'],
      from: on(1, 12),
      to: on(1, 31),
      percent: 30,
    },
    {
      name: { de: 'Schneewochen', en: 'Snow weeks' },
      families: ['schneeschuhe', 'groedel', 'hardshelljacke'],
      from: on(2, 5),
      to: on(2, 16),
      percent: 20,
    },
    {
      name: { de: 'Saisonstart Wandern', en: 'Start of the hiking season' },
      families: ['wanderschuh', 'wanderhose', 'trekkingstoecke'],
      from: on(3, 15),
      to: on(3, 26),
      percent: 15,
    },
    {
      name: { de: 'Osteraktion', en: 'Easter offer' },
      families: ['tagesrucksack', 'trinkflasche', 'funktionsshirt'],
      from: easter - 7,
      to: easter + 1,
      percent: 15,
    },
    {
      name: { de: 'Regentage', en: 'Rainy days' },
      families: ['regenjacke', 'regenhose', 'regenhuelle'],
      from: on(4, 24),
      to: on(5, 5),
      percent: 20,
    },
    {
      name: { de: 'Zeltwochen', en: 'Tent weeks' },
      families: ['zelt', 'schlafsack', 'isomatte'],
      from: on(5, 12),
      to: on(5, 26),
      percent: 20,
    },
    {
      name: { de: 'Kletterfrühling', en: 'Climbing spring' },
      families: ['kletterschuh', 'klettergurt', 'kletterseil'],
      from: on(6, 3),
      to: on(6, 12),
      percent: 15,
    },
    {
      name: { de: 'Sommer auf dem Trail', en: 'Summer on the trail' },
      families: ['trailrunningschuh', 'trekkingsandale'],
      from: on(7, 1),
      to: on(7, 14),
      percent: 20,
    },
    {
      name: { de: 'Sommerschlussverkauf', en: 'Summer sale' },
      families: ['zelt', 'campingstuhl', 'haengematte', 'tarp', 'kocher'],
      from: on(8, 10),
      to: on(8, 26),
      percent: 25,
    },
    {
      name: { de: 'Herbstanfang', en: 'Start of autumn' },
      families: ['fleecejacke', 'softshelljacke', 'isolationsweste'],
      from: on(9, 14),
      to: on(9, 25),
      percent: 20,
    },
    {
      name: { de: 'Lichtwochen', en: 'Weeks of light' },
      families: ['stirnlampe', 'campinglaterne', 'isolierflasche'],
      from: on(10, 20),
      to: on(10, 31),
      percent: 15,
    },
    {
      name: { de: 'Schwarze Woche', en: 'Black week' },
      families: ['daunenjacke', 'fleecejacke', 'trekkingrucksack', 'stirnlampe', 'trailrunningschuh', 'merinoshirt'],
      from: friday - 4,
      to: friday + 3,
      percent: 25,
    },
    {
      name: { de: 'Adventsaktion', en: 'Advent offer' },
      families: ['muetze', 'schlauchtuch', 'taschenmesser', 'isolierflasche'],
      from: on(12, 7),
      to: on(12, 14),
      percent: 15,
    },
  ]
}

function years(firstDay: number, lastDay: number): readonly number[] {
  const from = partsOf(firstDay).year
  return Array.from({ length: partsOf(lastDay).year - from + 1 }, (_, i) => from + i)
}

/** Every promotion with a day in the window, oldest first. */
export function promotionsBetween(firstDay: number, lastDay: number): readonly Promotion[] {
  return years(firstDay, lastDay)
    .flatMap(promotionsOfYear)
    .filter(({ from, to }) => to >= firstDay && from <= lastDay)
    .sort((a, b) => a.from - b.from)
}

/** One newsletter a month in its second week, and the planted one, near which no other goes out. */
export function newslettersBetween(firstDay: number, lastDay: number, planted: number): readonly Newsletter[] {
  const monthly: Newsletter[] = years(firstDay, lastDay).flatMap((year) =>
    Array.from({ length: 12 }, (_, i) => ({
      day: dayOf(year, i + 1, 8 + ((year * 5 + i * 3) % 7)),
      coupon: `POST${String(i + 1).padStart(2, '0')}`,
      percent: 8,
    })),
  )
  return [
    ...monthly.filter(({ day }) => day >= firstDay && day <= lastDay && Math.abs(day - planted) > 6),
    { day: planted, coupon: 'WANDERN10', percent: 10 },
  ]
}

/** List prices of some families rise every first of March. */
export function increasesBetween(
  firstDay: number,
  lastDay: number,
  families: readonly string[],
): readonly PriceIncrease[] {
  return years(firstDay, lastDay)
    .map((year) => ({ day: dayOf(year, 3, 1), percent: 5, families: families.filter((_, i) => (i + year) % 3 === 0) }))
    .filter(({ day }) => day > firstDay && day <= lastDay)
}
