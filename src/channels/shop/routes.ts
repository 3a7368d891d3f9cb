/** `/api/v1/shop/changes.csv`: for a shop that is not connected, or whoever wants to see what was changed. */
import type { FastifyInstance } from 'fastify'
import { addDays, type Clock, dayOf, parseDay } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { changesCsv } from './changes.ts'

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

export function shopChangeRoutes(deps: ShopChangeDeps): (server: FastifyInstance) => void {
  return (server) => {
    server.get<{ Querystring: { since?: string } }>(
      '/api/v1/shop/changes.csv',
      {
        config: { permission: 'catalogue.read' },
        schema: {
          tags: ['Catalogue'],
          summary: 'Prices that were changed since a day (since=YYYY-MM-DD, else a week), as CSV.',
        },
      },
      async (request, reply) => {
        const { since } = request.query
        const from = since === undefined ? defaultSince(deps) : parseDay(String(since), 'since')
        const csv = await changesCsv(deps.state, from, deps.timeZone)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="price-changes-${from}.csv"`)
          .send(csv)
      },
    )
  }
}
