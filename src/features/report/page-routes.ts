/** What the pages Today and Reports ask beyond the report itself: a lean day, the night's state, and the rows behind a statement. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Pack, packText } from '../../api/pack.ts'
import { route } from '../../api/route.ts'
import { packed, type Written } from '../../api/written.ts'
import { AppError } from '../../core/errors.ts'
import { type Clock, dayOf, nextTime, parseDay } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { findEvidence, runEvidence } from './evidence.ts'
import { readNightNow } from './night-store.ts'
import { oneByOne } from './one-by-one.ts'
import { type EvidenceRows, evidenceRowsSchema, nightNowSchema, shopSchema, type Today, todaySchema } from './schema.ts'
import { lookUpReport, readNewestNightId } from './store.ts'
import { dayReportOf } from './today.ts'
import { unreadable } from './unreadable.ts'

export interface ReportPageDeps {
  readonly state: StateStore
  readonly events: EventStore
  readonly clock: Clock
  shop(): Promise<{ readonly name: string; readonly currency: string; readonly timeZone: string }>
  /** Time of day at which the night shift begins: '02:00'. */
  nightAt(): Promise<string>
}

const evidenceParams = z.object({ day: z.string().max(40), id: z.string().max(500) })

export function reportPageRoutes(deps: ReportPageDeps): (server: FastifyInstance) => void {
  const { state, events, clock, shop, nightAt } = deps
  const today = keepToday(state)
  // The embedded engine takes one statement after the other: people's questions wait for each other, not the shop for them.
  const questions = oneByOne<EvidenceRows>()
  return (server) => {
    route(server, {
      method: 'GET',
      url: '/api/v1/shop',
      kept: true,
      tag: 'Reports',
      summary: 'Name, money and clock of the shop',
      permission: 'signed-in',
      answer: shopSchema,
      async handle() {
        const { name, currency, timeZone } = await shop()
        return { name, currency, timeZone, today: dayOf(clock.now(), timeZone) }
      },
    })
    route(server, {
      method: 'GET',
      url: '/api/v1/night',
      kept: true,
      tag: 'Reports',
      summary: 'How the newest night shift stands, and when the next one begins',
      permission: 'signed-in',
      answer: nightNowSchema,
      async handle() {
        const [night, { timeZone }, time] = await Promise.all([readNightNow(state), shop(), nightAt()])
        return { nextAt: new Date(nextTime(time, clock.now(), timeZone)).toISOString(), night }
      },
    })
    route(server, {
      method: 'GET',
      url: '/api/v1/today',
      kept: true,
      tag: 'Reports',
      summary: 'The newest report without tables and charts',
      permission: 'reports.read',
      answer: todaySchema,
      handle: () => today(),
    })
    route(server, {
      method: 'GET',
      url: '/api/v1/reports/:day/evidence/:id',
      kept: true,
      tag: 'Reports',
      summary: 'The rows a statement of a report rests on, asked for anew',
      permission: 'reports.read',
      params: evidenceParams,
      answer: evidenceRowsSchema,
      async handle({ params: { day, id } }) {
        const asOf = parseDay(day, 'The day of the report')
        const found = await lookUpReport(state, asOf)
        if (found.status === 'unreadable') throw unreadable(found.asOf)
        const evidence = found.status === 'found' ? findEvidence(found.report, id) : null
        if (found.status === 'none' || evidence === null)
          throw new AppError('input.not-found', `The report for ${asOf} has no evidence of this name.`)
        return questions(`${found.nightId} ${id}`, () => runEvidence(events, evidence))
      },
    })
  }
}

/** A report is large and never changes: what Today needs of it is taken out, and written, once for each. */
function keepToday(state: StateStore): () => Promise<Today | Written> {
  let kept: { readonly nightId: number; readonly pack: Pack } | null = null
  return async () => {
    const nightId = await readNewestNightId(state)
    if (nightId === null) return { status: 'none' }
    if (kept?.nightId !== nightId) {
      const found = await lookUpReport(state, null)
      if (found.status !== 'found') return found
      const today: Today = { status: 'found', report: dayReportOf(found.report) }
      kept = { nightId: found.nightId, pack: await packText(JSON.stringify(todaySchema.parse(today))) }
    }
    return packed(kept.pack)
  }
}
