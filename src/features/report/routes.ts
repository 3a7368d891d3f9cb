/** The reports over HTTP: as a page, as files, and as the API. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { LANGS, type Lang } from '../../core/lang.ts'
import { parseDay } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { oneByOne } from './one-by-one.ts'
import { unreadablePage, waitingPage } from './render/waiting-page.ts'
import { REPORT_FORMATS, type RenderedReport, type ReportFormat, renderReport } from './service.ts'
import { listReports, lookUpReport, type ReportLookup, type StoredReport } from './store.ts'
import { unreadable } from './unreadable.ts'

const MOST_LISTED = 400
const HTML = 'text/html; charset=utf-8'

const query = z.object({ lang: z.enum(LANGS).optional() })
const params = z.object({ name: z.string().max(40) })
const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(MOST_LISTED).default(60) })

export interface ReportRoutesDeps {
  readonly state: StateStore
  readonly language: Lang
}

export function reportRoutes({ state, language }: ReportRoutesDeps): (server: FastifyInstance) => void {
  // Each PDF takes a thread and a hundred megabytes.
  const pdfs = oneByOne<RenderedReport>()
  return (server) => {
    server.get('/', async (request, reply) => {
      const lang = parse(query, request.query).lang ?? language
      const found = await lookUpReport(state, null)
      if (found.status === 'found') return reply.redirect(`/reports/${found.report.asOf}?lang=${lang}`)
      // Reloaded until there is a report: a redirect would stay with the one that cannot be read.
      const page = found.status === 'none' ? waitingPage(lang) : unreadablePage(found.asOf, lang)
      return reply.type(HTML).send(page)
    })

    server.get('/reports/:name', async (request, reply) => {
      const { name } = parse(params, request.params)
      const lang = parse(query, request.query).lang ?? language
      const { day, format } = parseName(name)
      const found = await lookUpReport(state, day)
      // A page is for a person, a file for whoever asked for that form of it.
      if (found.status === 'unreadable' && !name.includes('.'))
        return reply.status(409).type(HTML).send(unreadablePage(found.asOf, lang))
      const { nightId, report } = require(found, day)
      const links = format === 'html' ? linksOf(report.asOf, lang) : []
      const render = () => renderReport(report, format, lang, { links })
      const { body, contentType } = await (format === 'pdf' ? pdfs(`${nightId} ${lang}`, render) : render())
      return reply.type(contentType).send(body)
    })

    server.get('/api/v1/reports', async (request) => {
      const { limit } = parse(listQuery, request.query)
      return { items: await listReports(state, limit) }
    })

    server.get('/api/v1/reports/:name', async (request, reply) => {
      const { day } = parseName(parse(params, request.params).name)
      const { report } = require(await lookUpReport(state, day), day)
      const { body, contentType } = await renderReport(report, 'json', language)
      return reply.type(contentType).send(body)
    })
  }
}

/** '2026-11-22', 'latest', with or without a form: '2026-11-22.pdf'. */
function parseName(name: string): { day: string | null; format: ReportFormat } {
  const dot = name.indexOf('.')
  const stem = dot < 0 ? name : name.slice(0, dot)
  const suffix = dot < 0 ? 'html' : name.slice(dot + 1)
  const format = REPORT_FORMATS.find((known) => known === suffix)
  if (format === undefined) {
    throw new AppError(
      'input.not-found',
      `There is no form '.${suffix}' of a report. Ask for ${REPORT_FORMATS.map((known) => `.${known}`).join(', ')}.`,
    )
  }
  return { day: stem === 'latest' ? null : parseDay(stem, 'The day of the report'), format }
}

function require(found: ReportLookup, day: string | null): StoredReport {
  if (found.status === 'found') return found
  if (found.status === 'unreadable') throw unreadable(found.asOf)
  throw new AppError('input.not-found', day === null ? 'There is no report yet.' : `There is no report for ${day}.`)
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new AppError('usage.invalid', `${issue?.path.join('.') ?? 'The request'}: ${issue?.message ?? 'is not valid'}.`)
}

function linksOf(day: string, lang: Lang): { label: string; href: string }[] {
  const other = lang === 'de' ? { label: 'English', lang: 'en' } : { label: 'Deutsch', lang: 'de' }
  return [
    { label: other.label, href: `/reports/${day}?lang=${other.lang}` },
    { label: 'PDF', href: `/reports/${day}.pdf?lang=${lang}` },
    { label: 'Text', href: `/reports/${day}.text?lang=${lang}` },
    { label: 'JSON', href: `/reports/${day}.json` },
  ]
}
