/** `/api/v1/prompts`: the library, its cases and runs; `/api/v1/model-spend`: what the language model costs. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { actorOf } from '../../api/principal.ts'
import { route } from '../../api/route.ts'
import { expectedVersion, sendVersion } from '../../api/version.ts'
import { listCases } from './case-store.ts'
import { dropCase, saveCase } from './cases.ts'
import { changeStanding, listPrompts, type PromptDeps, saveVersion, showPrompt } from './library.ts'
import { beginRun, listRuns, type RunDeps, showRun, stopRun } from './runs.ts'
import {
  caseBody,
  caseListSchema,
  promptListSchema,
  promptParams,
  promptSchema,
  runBody,
  runListSchema,
  runSchema,
  spendSchema,
  standingBody,
  versionBody,
} from './schema.ts'
import { type SpendDeps, showSpend } from './spend.ts'

type Deps = PromptDeps & RunDeps & SpendDeps

const tag = 'Prompts'
const URL = '/api/v1/prompts/:kind/:lang'
const params = promptParams
const withId = promptParams.extend({ id: z.uuid() })
const made = z.object({ id: z.string() })

export function promptRoutes(deps: Deps): (server: FastifyInstance) => void {
  return (server) => {
    libraryRoutes(server, deps)
    caseRoutes(server, deps)
    runRoutes(server, deps)
    route(server, {
      method: 'GET',
      url: '/api/v1/model-spend',
      kept: true,
      tag,
      summary: 'What the language model has cost this month, beside its budget',
      permission: 'catalogue.read',
      answer: spendSchema,
      handle: () => showSpend(deps),
    })
  }
}

function libraryRoutes(server: FastifyInstance, deps: Deps): void {
  route(server, {
    method: 'GET',
    url: '/api/v1/prompts',
    kept: true,
    tag,
    summary: 'Which version of each prompt holds, and which one is tried',
    permission: 'catalogue.read',
    answer: promptListSchema,
    handle: () => listPrompts(deps),
  })
  route(server, {
    method: 'GET',
    url: URL,
    kept: true,
    tag,
    summary: 'A prompt with all its versions, and what became of the drafts of each',
    permission: 'catalogue.read',
    params,
    answer: promptSchema,
    versioned: true,
    async handle({ params: key }, { reply }) {
      const { shown, seen } = await showPrompt(deps, key)
      sendVersion(reply, seen)
      return shown
    },
  })
  route(server, {
    method: 'POST',
    url: `${URL}/versions`,
    tag,
    summary: 'Add a version; nothing is written with it until it holds or is tried',
    permission: 'desk.decide',
    params,
    body: versionBody,
    answer: z.object({ version: z.number().int() }),
    status: 201,
    versioned: true,
    async handle({ params: key, body }, { principal, request }) {
      const change = { expected: expectedVersion(request), actor: actorOf(principal) }
      return { version: await saveVersion(deps, key, body, change) }
    },
  })
  route(server, {
    method: 'PUT',
    url: `${URL}/standing`,
    tag,
    summary: 'Say which version holds, and which one is tried on what share of the drafts',
    permission: 'desk.decide',
    params,
    body: standingBody,
    answer: promptSchema,
    versioned: true,
    async handle({ params: key, body }, { principal, request, reply }) {
      await changeStanding(deps, key, body, { expected: expectedVersion(request), actor: actorOf(principal) })
      const { shown, seen } = await showPrompt(deps, key)
      sendVersion(reply, seen)
      return shown
    },
  })
}

function caseRoutes(server: FastifyInstance, deps: Deps): void {
  route(server, {
    method: 'GET',
    url: `${URL}/cases`,
    kept: true,
    tag,
    summary: 'The cases that versions are tried on',
    permission: 'catalogue.read',
    params,
    answer: caseListSchema,
    handle: async ({ params: key }) => ({ items: await listCases(deps.state, key) }),
  })
  route(server, {
    method: 'POST',
    url: `${URL}/cases`,
    tag,
    summary: 'Save a case: products, what is asked for, and the text that was approved',
    permission: 'desk.decide',
    params,
    body: caseBody,
    answer: made,
    status: 201,
    handle: ({ params: key, body }, { principal }) => saveCase(deps, key, body, actorOf(principal)),
  })
  route(server, {
    method: 'DELETE',
    url: `${URL}/cases/:id`,
    tag,
    summary: 'Remove a case; runs over it stay',
    permission: 'desk.decide',
    params: withId,
    handle: ({ params: { id, ...key } }, { principal }) => dropCase(deps, key, id, actorOf(principal)),
  })
}

function runRoutes(server: FastifyInstance, deps: Deps): void {
  route(server, {
    method: 'GET',
    url: `${URL}/runs`,
    kept: true,
    tag,
    summary: 'The last runs over the cases, with the sums of each version',
    permission: 'catalogue.read',
    params,
    answer: runListSchema,
    handle: ({ params: key }) => listRuns(deps, key),
  })
  route(server, {
    method: 'GET',
    url: `${URL}/runs/:id`,
    kept: true,
    tag,
    summary: 'A run, text by text',
    permission: 'catalogue.read',
    params: withId,
    answer: runSchema,
    handle: ({ params: { id, ...key } }) => showRun(deps, key, id),
  })
  route(server, {
    method: 'POST',
    url: `${URL}/runs`,
    tag,
    summary: 'Try one version, or two side by side, on the cases; nothing of it goes to the desk',
    permission: 'desk.decide',
    params,
    body: runBody,
    answer: made,
    status: 202,
    handle: ({ params: key, body }, { principal }) => beginRun(deps, key, body.versions, actorOf(principal)),
  })
  route(server, {
    method: 'POST',
    url: `${URL}/runs/:id/stop`,
    tag,
    summary: 'Stop a run; what it has written stays',
    permission: 'desk.decide',
    params: withId,
    handle: ({ params: { id, ...key } }, { principal }) => stopRun(deps, key, id, actorOf(principal)),
  })
}
