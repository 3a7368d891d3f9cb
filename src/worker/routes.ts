/** What the system page shows: jobs that were given up. */
import type { FastifyInstance } from 'fastify'
import type { StateStore } from '../stores/state/store.ts'
import { listDeadLetters } from './jobs.ts'

const MOST = 100

export function systemRoutes({ state }: { state: StateStore }): (server: FastifyInstance) => void {
  return (server) => {
    server.get('/api/v1/jobs/dead-letters', async () => ({ items: await listDeadLetters(state, MOST) }))
  }
}
