/** What the system page shows: jobs that were given up. */
import type { FastifyInstance } from 'fastify'
import { route } from '../api/route.ts'
import type { StateStore } from '../stores/state/store.ts'
import { deadLetterListSchema, listDeadLetters } from './jobs.ts'

const MOST = 100

export function systemRoutes({ state }: { state: StateStore }): (server: FastifyInstance) => void {
  return (server) => {
    route(server, {
      method: 'GET',
      url: '/api/v1/jobs/dead-letters',
      tag: 'System',
      summary: 'Jobs that were given up after all their attempts, newest first',
      permission: 'system.read',
      answer: deadLetterListSchema,
      handle: async () => ({ items: await listDeadLetters(state, MOST) }),
    })
  }
}
