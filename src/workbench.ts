/**
 * The whole of what the workbench serves, put together from the features: by `dirigent start`, and by the tests that walk all
 * routes. A feature's routes are one line here.
 */
import type { FastifyInstance } from 'fastify'
import { openAnswers } from './api/answers.ts'
import type { App } from './app.ts'
import { shopChangeRoutes } from './channels/shop/index.ts'
import { readKnownWeather } from './channels/weather/index.ts'
import type { Config } from './config.ts'
import { AppError } from './core/errors.ts'
import { currentConfig, describeCurrentShop, deskDeps } from './deps.ts'
import { audienceRoutes, openAudiences } from './features/audiences/index.ts'
import { auditRoutes } from './features/audit/index.ts'
import { autonomyRoutes } from './features/autonomy/index.ts'
import { BULK_JOB, type BulkDeps, bulkTextRoutes } from './features/bulk-texts/index.ts'
import { catalogueRoutes, listProducts, productListQuery } from './features/catalogue/index.ts'
import { textRoutes, voicedWork } from './features/content/index.ts'
import { customerRoutes } from './features/customer-profiles/index.ts'
import { forecastRoutes } from './features/demand/index.ts'
import {
  approveProposal,
  type DeskDeps,
  decideBatch,
  deskRoutes,
  editDraft,
  mayDecide,
  propose,
  reopenProposal,
  type Skill,
  stepNameOf,
  throwRefusal,
} from './features/desk/index.ts'
import { liveEventRoutes } from './features/live-events/index.ts'
import { listSteps } from './features/nightshift/index.ts'
import { pricingRoutes } from './features/pricing/index.ts'
import { privacyRoutes } from './features/privacy/index.ts'
import { PROMPT_JOB, promptRoutes } from './features/prompts/index.ts'
import { type PlanDesk, pieceRoutes } from './features/publish/index.ts'
import { reportPageRoutes, reportRoutes } from './features/report/index.ts'
import { searchRoutes } from './features/search/index.ts'
import { settingsRoutes } from './features/settings/index.ts'
import { systemRoutes } from './features/system/index.ts'
import { openTasks, taskRoutes } from './features/tasks/index.ts'
import type { Team } from './features/team/index.ts'
import { viewRoutes } from './features/views/index.ts'
import { insightRoutes } from './features/visits/index.ts'
import { voiceRoutes } from './features/voice/index.ts'
import { nameOfModel } from './features/writing/index.ts'
import { createServer, type Routes, type ServerOptions } from './http/server.ts'
import { collectRoutes } from './ingest/collect/routes.ts'
import { sourceRoutes } from './ingest/collect/source-routes.ts'
import { trackerRoutes } from './ingest/collect/tracker-route.ts'
import { webhookRoutes } from './ingest/webhooks/routes.ts'
import { INSIGHTS } from './insights.ts'
import { weatherSettings } from './night-steps.ts'
import { searchKinds } from './search-kinds.ts'
import { linksOf, openTexts, publishDeps } from './skills.ts'
import type { LogWriter } from './stores/events/log-writer.ts'
import { watchVersion } from './stores/events/version.ts'
import { readVersion } from './version.ts'
import type { Jobs } from './worker/jobs.ts'
import { modelSettings, openWriter } from './writer.ts'

export interface WorkbenchDeps
  extends Pick<App, 'config' | 'clock' | 'log' | 'state' | 'events' | 'compute' | 'steps' | 'skills'> {
  /** Takes what shops send. */
  readonly writer: LogWriter
  /** The jobs; before they have been started each throws AppError 'work.overloaded'. */
  readonly jobs: Pick<Jobs, 'ask' | 'interrupt' | 'schedule'>
  readonly team: Team
}

/** Of the shell, what is not the same everywhere. */
type ShellOptions = Partial<Pick<ServerOptions, 'authenticate' | 'webFolder' | 'writesAMinute' | 'keptMs'>>

/** The server with all its routes, not listening yet. */
export function createWorkbench(deps: WorkbenchDeps, shell: ShellOptions = {}): Promise<FastifyInstance> {
  return createServer({
    ...deps,
    hosts: hostsOf(deps.config),
    authenticate: deps.team.authenticate,
    ...shell,
    routes: guardedRoutes(deps),
    open: openRoutes(deps),
  })
}

/** For people and their programs; each says who may ask. */
function guardedRoutes(deps: WorkbenchDeps): Routes[] {
  const { state, config, events, clock, team, jobs, skills } = deps
  const { timeZone } = config
  const taxPercent = async () => (await describeCurrentShop(deps)).taxPercent
  const currency = async () => (await describeCurrentShop(deps)).currency
  const answers = openAnswers({ version: watchVersion(events, clock), clock })
  const desk = deskDeps(deps)
  return [
    team.routes,
    deskRoutes(desk),
    autonomyRoutes(desk),
    customerRoutes({ ...deps, timeZone, ask: (job) => jobs.ask(job, {}) }),
    taskRoutes({ tasks: openTasks(desk) }),
    shopChangeRoutes({ ...deps, timeZone }),
    auditRoutes(desk),
    catalogueRoutes({ ...deps, timeZone, taxPercent }),
    textRoutes({
      ...deps,
      shop: openTexts(deps),
      work: voicedWork(state),
      links: linksOf(deps),
      writer: openWriter(deps),
      put: (proposal) => propose(desk, skillNamed(skills, 'content.product-description'), proposal, null),
    }),
    pricingRoutes({ ...deps, timeZone }),
    voiceRoutes(deps),
    promptRoutes(promptDeps(deps)),
    bulkTextRoutes({ ...bulkDeps(deps, desk), wake: () => jobs.ask(BULK_JOB, {}) }),
    pieceRoutes({ ...publishDeps(deps), desk: planDesk(desk) }),
    forecastRoutes({
      ...deps,
      holidays: config.holidays,
      currency,
      weather: (from, to) => readKnownWeather(weatherSettings(config), state, { from, to }),
    }),
    searchRoutes({ kinds: searchKinds(deps), clock }),
    reportRoutes({ state, clock, language: async () => (await currentConfig(deps)).language }),
    reportPageRoutes({
      ...deps,
      shop: () => describeCurrentShop(deps),
      nightAt: async () => (await currentConfig(deps)).nightAt,
    }),
    liveEventRoutes({ ...deps, publicUrl: config.publicUrl }),
    settingsRoutes({ ...deps, skills, shop: () => describeCurrentShop(deps), schedule: jobs.schedule }),
    systemRoutes({
      ...deps,
      config: () => currentConfig(deps),
      version: readVersion(),
      steps: listSteps({
        steps: deps.steps,
        skillSteps: skills.map((skill) => ({ ...skill, name: stepNameOf(skill) })),
      }),
      jobs: { ...jobs, ask: (job, data = {}) => jobs.ask(job, data) },
    }),
    viewRoutes(deps),
    sourceRoutes(deps),
    audienceRoutes({ ...deps, timeZone, audiences: openAudiences({ ...deps, timeZone }), answers }),
    privacyRoutes({ ...deps, timeZone }),
    insightRoutes({ ...deps, timeZone, currency, answers }, INSIGHTS),
  ]
}

function promptDeps(deps: WorkbenchDeps) {
  const { config, jobs } = deps
  const settings = modelSettings(config)
  const model = settings === null ? null : nameOfModel(settings)
  return { ...deps, timeZone: config.timeZone, settings, model, wake: () => jobs.ask(PROMPT_JOB, {}) }
}

/** What orders of many texts need besides being woken. */
function bulkDeps(deps: WorkbenchDeps, desk: DeskDeps): Omit<BulkDeps, 'wake'> {
  return {
    ...deps,
    shop: openTexts(deps),
    writer: openWriter(deps),
    async productsOf(filter, most) {
      const ids: number[] = []
      for (let after: string | undefined; ids.length <= most; ) {
        const query = productListQuery.parse({ ...filter, limit: 200, after })
        const piece = await listProducts(deps.state, query, 0)
        ids.push(...piece.items.map(({ id }) => id))
        if (piece.next === null) break
        after = piece.next
      }
      return ids
    },
    put: (proposal, origin) => propose(desk, skillNamed(desk.skills, 'content.product-description'), proposal, origin),
    async approve(principal, proposals) {
      const { outcomes } = await decideBatch(desk, principal, { decision: 'approve', proposals: [...proposals] })
      return outcomes.filter(({ outcome }) => outcome === 'done').length
    },
  }
}

/** What the desk does for the content plan. */
function planDesk(desk: DeskDeps): PlanDesk {
  return {
    async put(name, proposal) {
      const outcome = await propose(desk, skillNamed(desk.skills, name), proposal, null)
      return 'id' in outcome ? { id: outcome.id } : {}
    },
    edit: (principal, id, change) => editDraft(desk, principal, id, change),
    reopen: (principal, id) => reopenProposal(desk, principal, id),
    approve: async (principal, id, change) => throwRefusal(await approveProposal(desk, principal, id, change)),
    mayDecide: (principal, name) => mayDecide(principal, skillNamed(desk.skills, name)),
  }
}

function skillNamed(skills: readonly Skill<unknown>[], name: string): Skill<unknown> {
  const skill = skills.find((one) => one.name === name)
  if (skill === undefined)
    throw new AppError('config.invalid', `There is no skill ${name}: it was taken out of src/skills.ts.`)
  return skill
}

/** For machines elsewhere, which bring write keys and signatures. */
function openRoutes(deps: WorkbenchDeps): Routes[] {
  return [
    collectRoutes({ ...deps, trust: trustOf(deps.config) }),
    webhookRoutes({ ...deps, ...deps.config }),
    trackerRoutes(),
  ]
}

function trustOf({ trustProxy }: Config): { forwardedFor: boolean; country: boolean } {
  return { forwardedFor: trustProxy !== 'none', country: trustProxy === 'cloudflare' }
}

function hostsOf({ host, publicUrl }: Config): string[] {
  return [host, ...(publicUrl === null ? [] : [new URL(publicUrl).hostname])]
}
