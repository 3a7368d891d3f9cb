/** The whole workbench as `dirigent start` puts it together, over real stores, for tests that walk all its routes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { z } from 'zod'
import type { Authenticate } from '../src/api/principal.ts'
import { runInline } from '../src/compute/index.ts'
import { loadConfig } from '../src/config.ts'
import type { Log } from '../src/core/log.ts'
import { systemClock } from '../src/core/time.ts'
import { teamDeps } from '../src/deps.ts'
import { openTeam } from '../src/features/team/index.ts'
import { openSteps } from '../src/night-steps.ts'
import { openSkills } from '../src/skills.ts'
import { openLogWriter } from '../src/stores/events/log-writer.ts'
import { createWorkbench } from '../src/workbench.ts'
import { openTestStore } from './event-store.ts'
import { makeWebApp } from './made-web-app.ts'
import { fillSmallShop } from './small-shop.ts'
import { openTestState } from './state-store.ts'

const schema = z.looseObject({})
export type Schema = z.infer<typeof schema>

const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  schema,
})
const operation = z.object({
  operationId: z.string(),
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema })) }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: z.record(z.string(), z.unknown()).optional() })),
  'x-permission': z.string(),
})
const document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), schema) }),
})

/** One method of one address, as the description has it. */
export interface Operation extends z.infer<typeof operation> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** '/api/v1/audiences/{id}' */
  readonly path: string
  /** Answers go on for as long as somebody listens. */
  readonly isStream: boolean
}

export interface TestWorkbench {
  readonly server: FastifyInstance
  /** All of the API, whichever feature it comes from. */
  readonly operations: readonly Operation[]
  /** Named parts of the description. */
  readonly schemas: Readonly<Record<string, Schema>>
  /** What went wrong inside the last time something did, from the log. */
  lastFault(): string | null
  close(): Promise<void>
}

/** Jobs may be asked for; nobody works on them. */
const IDLE = {
  ask: async () => undefined,
  interrupt: async () => 0,
  schedule: async () => undefined,
}

export async function openTestWorkbench(authenticate: Authenticate): Promise<TestWorkbench> {
  const folder = mkdtempSync(join(tmpdir(), 'dirigent-workbench-'))
  const [state, store] = [await openTestState(), await openTestStore()]
  const { events } = store
  const clock = systemClock
  const config = loadConfig({ env: {}, cwd: folder, overrides: { dataDir: folder } })
  await fillSmallShop({ state, events, folder }, clock.now())
  const writer = await openLogWriter({ events, clock })
  let lastFault: string | null = null
  const log: Log = pino(
    { level: 'error', serializers: { err: pino.stdSerializers.err } },
    {
      write: (line: string) => {
        lastFault = line
      },
    },
  )
  const app = { config, clock, log, state, events, compute: runInline, writer }
  const server = await createWorkbench(
    { ...app, steps: openSteps(app), skills: openSkills(app), team: openTeam(teamDeps(app, null)), jobs: IDLE },
    { authenticate, webFolder: makeWebApp(), writesAMinute: Number.MAX_SAFE_INTEGER },
  )
  const { paths, components } = document.parse((await server.inject({ url: '/api/openapi.json' })).json())
  return {
    server,
    operations: Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => ({
        ...one,
        path,
        method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).parse(method.toUpperCase()),
        isStream: Object.hasOwn(one.responses['200']?.content ?? {}, 'text/event-stream'),
      })),
    ),
    schemas: components.schemas,
    lastFault: () => lastFault,
    async close() {
      await server.close()
      await writer.close()
      await store.close()
      await state.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
