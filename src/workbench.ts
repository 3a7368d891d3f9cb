/**
 * The whole of what the workbench serves, put together from the features: by `dirigent start`, and by the tests that walk all
 * routes. A feature's routes are one line here.
 */
import type { FastifyInstance } from 'fastify'
import { openAnswers } from './api/answers.ts'
import { type App, describeCurrentShop } from './app.ts'
import type { Config } from './config.ts'
import { audienceRoutes, openAudiences } from './features/audiences/index.ts'
import { privacyRoutes } from './features/privacy/index.ts'
import { reportRoutes } from './features/report/index.ts'
import { insightRoutes } from './features/visits/index.ts'
import { createServer, type Routes, type ServerOptions } from './http/server.ts'
import { collectRoutes } from './ingest/collect/routes.ts'
import { sourceRoutes } from './ingest/collect/source-routes.ts'
import { trackerRoutes } from './ingest/collect/tracker-route.ts'
import { webhookRoutes } from './ingest/webhooks/routes.ts'
import { INSIGHTS } from './insights.ts'
import type { LogWriter } from './stores/events/log-writer.ts'
import { watchVersion } from './stores/events/version.ts'
import { systemRoutes } from './worker/routes.ts'

export interface WorkbenchDeps extends Pick<App, 'config' | 'clock' | 'log' | 'state' | 'events' | 'compute'> {
  /** Takes what shops send. */
  readonly writer: LogWriter
}

/** Of the shell, what is not the same everywhere. */
type ShellOptions = Pick<ServerOptions, 'authenticate' | 'webFolder' | 'writesAMinute'>

/** The server with all its routes, not listening yet. */
export function createWorkbench(deps: WorkbenchDeps, shell: ShellOptions): Promise<FastifyInstance> {
  return createServer({
    ...deps,
    hosts: hostsOf(deps.config),
    ...shell,
    routes: guardedRoutes(deps),
    open: openRoutes(deps),
  })
}

/** For people and their programs; each says who may ask. */
function guardedRoutes(deps: WorkbenchDeps): Routes[] {
  const { state, config, events, clock } = deps
  const { timeZone, language } = config
  const answers = openAnswers({ version: watchVersion(events, clock), clock })
  const currency = async () => (await describeCurrentShop(deps)).currency
  return [
    reportRoutes({ state, language, clock }),
    systemRoutes({ state }),
    sourceRoutes(deps),
    audienceRoutes({ ...deps, timeZone, audiences: openAudiences({ ...deps, timeZone }), answers }),
    privacyRoutes({ ...deps, timeZone }),
    insightRoutes({ ...deps, timeZone, currency, answers }, INSIGHTS),
  ]
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
