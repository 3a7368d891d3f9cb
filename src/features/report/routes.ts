/** The reports over HTTP: as files, and as the API. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Pack, packSize, packText } from '../../api/pack.ts'
import { parseInput } from '../../api/parse.ts'
import { route } from '../../api/route.ts'
import { packed } from '../../api/written.ts'
import { AppError } from '../../core/errors.ts'
import { createKeep } from '../../core/keep.ts'
import { LANGS, type Lang } from '../../core/lang.ts'
import { type Clock, parseDay } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { oneByOne } from './one-by-one.ts'
import { renderJson } from './render/json.ts'
import { unreadablePage } from './render/unreadable-page.ts'
import { reportListSchema, reportSchema } from './schema.ts'
import { REPORT_FORMATS, type RenderedReport, type ReportFormat, renderReport } from './service.ts'
import { listReports, lookUpReport, type ReportLookup, reportVersion, type StoredReport } from './store.ts'
import { unreadable } from './unreadable.ts'

const MOST_LISTED = 400
const MOST_KEPT_BYTES = 32_000_000
const KEPT_MS = 3_600_000
const HTML = 'text/html; charset=utf-8'

const query = z.object({ lang: z.enum(LANGS).optional() })
const params = z.object({ name: z.string().max(40) })
const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(MOST_LISTED).default(60) })

export interface ReportRoutesDeps {
  readonly state: StateStore
  /** Of whoever does not say one. */
  language(): Promise<Lang>
  readonly clock: Clock
}

export function reportRoutes({ state, language, clock }: ReportRoutesDeps): (server: FastifyInstance) => void {
  // Each PDF takes a thread and a hundred megabytes.
  const pdfs = oneByOne<RenderedReport>()
  // Reading and writing one out takes many times what sending it takes.
  const texts = createKeep<Pack>({
    mostSize: MOST_KEPT_BYTES,
    sizeOf: packSize,
    keptMs: KEPT_MS,
    now: () => clock.now(),
  })
  return (server) => {
    // A name without a form is a page of the web app.
    server.get('/reports/:name(^[^.]*\\..*$)', { config: { permission: 'reports.read' } }, async (request, reply) => {
      const { day, format } = parseFile(parseInput(params, request.params, 'The address').name)
      const lang = parseInput(query, request.query, 'The query').lang ?? (await language())
      const found = await lookUpReport(state, day)
      // A page is for a person; a program is told as everywhere.
      if (found.status === 'unreadable' && format === 'html' && (request.headers.accept ?? '').includes('text/html'))
        return reply.status(409).type(HTML).send(unreadablePage(found.asOf, lang))
      const { nightId, report } = require(found, day)
      const links = format === 'html' ? linksOf(report.asOf, lang) : []
      const render = () => renderReport(report, format, lang, { links })
      const { body, contentType } = await (format === 'pdf' ? pdfs(`${nightId} ${lang}`, render) : render())
      return reply.type(contentType).send(body)
    })
    route(server, {
      method: 'GET',
      url: '/api/v1/reports',
      kept: true,
      tag: 'Reports',
      summary: 'Days with a report, newest first',
      permission: 'reports.read',
      query: listQuery,
      answer: reportListSchema,
      handle: async ({ query: { limit } }) => ({ items: await listReports(state, limit) }),
    })
    route(server, {
      method: 'GET',
      url: '/api/v1/reports/:name',
      kept: true,
      tag: 'Reports',
      summary: "The report of a day, or the 'latest'",
      permission: 'reports.read',
      params,
      answer: reportSchema,
      async handle({ params: { name } }) {
        const day = parseDayOf(name)
        const version = await reportVersion(state, day)
        return packed(
          await texts.of(`${version}`, async () => {
            const { report } = require(await lookUpReport(state, day), day)
            return packText(renderJson(report))
          }),
        )
      },
    })
  }
}

/** '2026-11-22.pdf', 'latest.html'. */
function parseFile(name: string): { day: string | null; format: ReportFormat } {
  const dot = name.indexOf('.')
  const suffix = name.slice(dot + 1)
  const format = REPORT_FORMATS.find((known) => known === suffix)
  if (format === undefined) {
    throw new AppError(
      'input.not-found',
      `There is no form '.${suffix}' of a report. Ask for ${REPORT_FORMATS.map((known) => `.${known}`).join(', ')}.`,
    )
  }
  return { day: parseDayOf(name.slice(0, dot)), format }
}

/** A day, or null for 'latest'. */
function parseDayOf(name: string): string | null {
  return name === 'latest' ? null : parseDay(name, 'The day of the report')
}

function require(found: ReportLookup, day: string | null): StoredReport {
  if (found.status === 'found') return found
  if (found.status === 'unreadable') throw unreadable(found.asOf)
  throw new AppError('input.not-found', day === null ? 'There is no report yet.' : `There is no report for ${day}.`)
}

function linksOf(day: string, lang: Lang): { label: string; href: string }[] {
  const other = lang === 'de' ? { label: 'English', lang: 'en' } : { label: 'Deutsch', lang: 'de' }
  return [
    { label: other.label, href: `/reports/${day}.html?lang=${other.lang}` },
    { label: 'PDF', href: `/reports/${day}.pdf?lang=${lang}` },
    { label: 'Text', href: `/reports/${day}.text?lang=${lang}` },
    { label: 'JSON', href: `/reports/${day}.json` },
  ]
}
