/** `/api/v1/system`, `/jobs`, `/nights`, `/imports`: how the workbench itself is. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { pageQuery } from '../../api/page.ts'
import { actorOf } from '../../api/principal.ts'
import { route } from '../../api/route.ts'
import {
  askedSchema,
  checkListSchema,
  deadLetterListSchema,
  importListSchema,
  jobListSchema,
  nightBody,
  nightListSchema,
  nightSchema,
  systemSchema,
} from './schema.ts'
import { openSystem, type SystemDeps } from './service.ts'

const READ = { method: 'GET', tag: 'System', permission: 'system.read', kept: true } as const
const RUN = { method: 'POST', tag: 'System', permission: 'system.run' } as const
const byId = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })
const byUuid = z.object({ id: z.uuid() })

export function systemRoutes(deps: SystemDeps): (server: FastifyInstance) => void {
  const system = openSystem(deps)
  return (server) => {
    route(server, {
      ...READ,
      url: '/api/v1/system',
      summary: 'Versions, sizes and what waits to be delivered',
      answer: systemSchema,
      handle: () => system.show(),
    })
    route(server, {
      ...READ,
      url: '/api/v1/system/checks',
      summary: 'What could be wrong with the installation, and what to do',
      permission: 'settings.read',
      answer: checkListSchema,
      handle: () => system.checks(),
    })
    route(server, {
      ...READ,
      url: '/api/v1/jobs',
      summary: 'Kinds of jobs: when they run, what runs, how the last one ended',
      answer: jobListSchema,
      handle: () => system.jobs(),
    })
    route(server, {
      ...READ,
      url: '/api/v1/jobs/dead-letters',
      summary: 'Jobs that were given up after all their attempts, newest first',
      answer: deadLetterListSchema,
      handle: () => system.deadLetters(),
    })
    route(server, {
      ...RUN,
      url: '/api/v1/jobs/dead-letters/:id/retry',
      summary: 'Asks for a job that was given up again',
      params: byUuid,
      handle: ({ params }, { principal }) => system.retry(params.id, actorOf(principal)),
    })
    route(server, {
      ...RUN,
      method: 'DELETE',
      url: '/api/v1/jobs/dead-letters/:id',
      summary: 'Discards a job that was given up',
      params: byUuid,
      handle: ({ params }, { principal }) => system.discard(params.id, actorOf(principal)),
    })
    route(server, {
      ...READ,
      url: '/api/v1/nights',
      summary: 'Night shifts with their steps, the latest first',
      query: pageQuery,
      answer: nightListSchema,
      handle: ({ query }) => system.nights(query),
    })
    route(server, {
      ...READ,
      url: '/api/v1/nights/:id',
      summary: 'One night shift with its steps',
      params: byId,
      answer: nightSchema,
      handle: ({ params }) => system.night(params.id),
    })
    route(server, {
      ...RUN,
      url: '/api/v1/nights',
      summary: 'Asks for a night shift now, or goes on with the one that was stopped',
      body: nightBody,
      status: 202,
      answer: askedSchema,
      handle: ({ body }, { principal }) => system.runNight(body.asOf, actorOf(principal)),
    })
    route(server, {
      ...RUN,
      url: '/api/v1/nights/stop',
      summary: 'Stops the night shift that runs; what is done is kept',
      handle: (_input, { principal }) => system.stopNight(actorOf(principal)),
    })
    route(server, {
      ...READ,
      url: '/api/v1/imports',
      summary: 'The book of imports, the latest first',
      query: pageQuery,
      answer: importListSchema,
      handle: ({ query }) => system.imports(query),
    })
  }
}
