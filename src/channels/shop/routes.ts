/**
 * `/api/v1/shop/changes.csv`, `texts.csv` and `texts.json`: for a shop that is not connected, or whoever wants to see what
 * was changed.
 */
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { route } from '../../api/route.ts'
import { fileOf, written } from '../../api/written.ts'
import { addDays, type Clock, dayOf, parseDay } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { changesCsv } from './price-changes.ts'
import { textsCsv, textsJson } from './text-changes.ts'

interface ShopChangeDeps {
  readonly state: StateStore
  readonly clock: Clock
  readonly timeZone: string
}

/** Where no day is named. */
const DEFAULT_DAYS = 7

/** The day of which a list begins that names none. */
export function defaultSince({ clock, timeZone }: Pick<ShopChangeDeps, 'clock' | 'timeZone'>): string {
  return addDays(dayOf(clock.now(), timeZone), -DEFAULT_DAYS)
}

const since = z.string().refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text), 'a day as YYYY-MM-DD')

const query = z.object({ since: since.optional() })
const TEXT_FILES = [
  { extension: 'csv', type: 'text/csv', write: textsCsv },
  { extension: 'json', type: 'application/json', write: textsJson },
] as const

export function shopChangeRoutes(deps: ShopChangeDeps): (server: FastifyInstance) => void {
  const dayFrom = (day: string | undefined) => (day === undefined ? defaultSince(deps) : parseDay(day, 'since'))
  const named = (name: string) => ({ 'content-disposition': `attachment; filename="${name}"` })
  return (server) => {
    route(server, {
      method: 'GET',
      kept: true,
      url: '/api/v1/shop/changes.csv',
      tag: 'Catalogue',
      summary: 'Prices that were changed since a day (else in the last week), for a shop that takes them over',
      permission: 'catalogue.read',
      query,
      answer: fileOf('text/csv'),
      async handle({ query }, { reply }) {
        const from = dayFrom(query.since)
        reply.headers(named(`price-changes-${from}.csv`))
        return written(await changesCsv(deps.state, from, deps.timeZone), 'text/csv; charset=utf-8')
      },
    })
    for (const { extension, type, write } of TEXT_FILES) {
      route(server, {
        method: 'GET',
        kept: true,
        url: `/api/v1/shop/texts.${extension}`,
        tag: 'Catalogue',
        summary: 'Descriptions that were changed since a day (else in the last week), for a shop that takes them over',
        permission: 'catalogue.read',
        query,
        answer: fileOf(type),
        async handle({ query }, { reply }) {
          const from = dayFrom(query.since)
          reply.headers(named(`texts-${from}.${extension}`))
          return written(Readable.from(write(deps.state, from, deps.timeZone)), `${type}; charset=utf-8`)
        },
      })
    }
  }
}
