/** The questions about the checkout. A visit is one visitor on one shop day. */
import { z } from 'zod'
import { addDays, type Day, startOfDay } from '../../core/time.ts'
import type { Answer, Ask } from '../findings/index.ts'

export const NOW_DAYS = 7
export const BEFORE_DAYS = 28

/** A step's name; shops that number their steps send numbers. */
const STEP =
  "if(JSONType(properties, 'step') = 'String', JSONExtractString(properties, 'step'), JSONExtractRaw(properties, 'step'))"

const VISITS = `
        visits AS (
          SELECT anonymous_id, toDate(time, {timeZone:String}) AS day, min(toString(browser)) AS browser,
            min(toString(device)) AS device, countIf(type = 'Order Completed') > 0 AS bought,
            maxIf(value_cents, type = 'Order Completed') AS cents,
            groupUniqArrayIf(${STEP}, type = 'Checkout Step Viewed') AS steps
          FROM events
          WHERE type IN ('Checkout Step Viewed', 'Order Completed') AND anonymous_id != ''
            AND time >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({endBefore:Int64}, 'UTC')
          GROUP BY anonymous_id, day
        )`

function paramsOf(asOf: Day, timeZone: string) {
  return {
    asOf,
    timeZone,
    from: startOfDay(addDays(asOf, 1 - NOW_DAYS - BEFORE_DAYS), timeZone),
    endBefore: startOfDay(addDays(asOf, 1), timeZone),
  }
}

const cellRow = z.object({
  browser: z.string(),
  device: z.string(),
  step: z.string(),
  /** Visits that reached the step, those of them with an order, and the orders' value: last days, and before. */
  reached_now: z.number(),
  ordered_now: z.number(),
  reached_before: z.number(),
  ordered_before: z.number(),
  cents_before: z.number(),
  first_day: z.string(),
})
export type CellRow = z.infer<typeof cellRow>

/** From reaching a step to the order, per browser and device. */
export function readCells(ask: Ask, asOf: Day, timeZone: string): Promise<Answer<CellRow>> {
  const now = `day > {asOf:Date} - ${NOW_DAYS}`
  return ask({
    id: 'checkout',
    title: {
      de: 'Vom Schritt des Bezahlvorgangs zur Bestellung, je Browser und Gerät',
      en: 'From a step of the checkout to the order, per browser and device',
    },
    sql: `
      WITH ${VISITS}
      SELECT browser, device, step, countIf(${now}) AS reached_now, countIf(bought AND ${now}) AS ordered_now,
        countIf(NOT (${now})) AS reached_before, countIf(bought AND NOT (${now})) AS ordered_before,
        sumIf(cents, bought AND NOT (${now})) AS cents_before, toString(min(day)) AS first_day
      FROM visits ARRAY JOIN steps AS step
      WHERE step != ''
      GROUP BY browser, device, step
      ORDER BY browser, device, step`,
    params: paramsOf(asOf, timeZone),
    row: cellRow,
  })
}

const cellDayRow = z.object({
  day: z.string(),
  reached: z.number(),
  ordered: z.number(),
  others_reached: z.number(),
  others_ordered: z.number(),
})
export type CellDay = z.infer<typeof cellDayRow>

export interface CellScope {
  readonly step: string
  /** Empty: all browsers. */
  readonly browser: string
  /** Empty: all devices. */
  readonly device: string
}

/** One step per day, in one scope and everywhere else. */
export function readCellDays(
  ask: Ask,
  id: string,
  scope: CellScope,
  asOf: Day,
  timeZone: string,
): Promise<Answer<CellDay>> {
  const within = `({browser:String} = '' OR browser = {browser:String}) AND ({device:String} = '' OR device = {device:String})`
  return ask({
    id,
    title: { de: 'Vom Schritt zur Bestellung je Tag', en: 'From the step to the order per day' },
    sql: `
      WITH ${VISITS}
      SELECT toString(day) AS day, countIf(${within}) AS reached, countIf(bought AND ${within}) AS ordered,
        countIf(NOT (${within})) AS others_reached, countIf(bought AND NOT (${within})) AS others_ordered
      FROM visits
      WHERE has(steps, {step:String})
      GROUP BY day
      ORDER BY day`,
    params: { ...paramsOf(asOf, timeZone), ...scope },
    row: cellDayRow,
  })
}
