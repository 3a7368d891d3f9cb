/** `/api/v1/desk`, `/api/v1/proposals` and `/api/v1/skills`. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { pageOf } from '../../api/page.ts'
import type { Principal } from '../../api/principal.ts'
import { type Permission, route } from '../../api/route.ts'
import { expectedVersion, sendVersion } from '../../api/version.ts'
import { decideBatch, previewBatch } from './batch.ts'
import { approveProposal, rejectProposal, reopenProposal, throwRefusal, withdrawProposal } from './decide.ts'
import type { DeskDeps } from './deps.ts'
import { assignTo, commentOn, editDraft, takeNewer, undoProposal } from './revise.ts'
import { askForRun, lastRun, listSkills } from './runs.ts'
import {
  approveBody,
  assignBody,
  batchAnswer,
  batchBody,
  commentBody,
  deskSummarySchema,
  draftBody,
  type Proposal,
  proposalQuery,
  proposalRowSchema,
  proposalSchema,
  rejectBody,
  skillSchema,
  withdrawBody,
} from './schema.ts'
import { listForApi, showForApi } from './show.ts'
import { summarise } from './summary.ts'

const TAG = 'Desk'
const byId = z.object({ id: z.uuid() })
const nothing = z.strictObject({})

export function deskRoutes(deps: DeskDeps): (server: FastifyInstance) => void {
  return (server) => {
    readRoutes(server, deps)
    decisionRoutes(server, deps)
    revisionRoutes(server, deps)
    batchRoutes(server, deps)
    skillRoutes(server, deps)
  }
}

function readRoutes(server: FastifyInstance, deps: DeskDeps): void {
  route(server, {
    method: 'GET',
    url: '/api/v1/desk',
    kept: true,
    tag: TAG,
    summary: 'What is waiting on the desk, by skill',
    permission: 'desk.read',
    answer: deskSummarySchema,
    handle: (_input, { principal }) => summarise(deps, principal),
  })
  route(server, {
    method: 'GET',
    url: '/api/v1/proposals',
    kept: true,
    tag: TAG,
    summary: 'Proposals by state, skill, role, person, check finding and words',
    permission: 'desk.read',
    query: proposalQuery,
    answer: pageOf(proposalRowSchema),
    handle: ({ query }, { principal }) => listForApi(deps, principal, query),
  })
  route(server, {
    method: 'GET',
    url: '/api/v1/proposals/:id',
    kept: true,
    tag: TAG,
    summary: 'All of a proposal; its version is the ETag',
    versioned: true,
    permission: 'desk.read',
    params: byId,
    answer: proposalSchema,
    handle: ({ params: { id } }, { principal, reply }) => show(deps, { id, principal, reply }),
  })
}

interface ChangeSpec<B extends z.ZodType> {
  readonly method?: 'PUT'
  readonly summary: string
  readonly permission?: Permission
  readonly body: B
  readonly versioned?: true
  work(
    id: string,
    given: {
      readonly principal: Principal
      // As `route` says it: the compiler holds the two against each other.
      readonly body: B extends z.ZodType ? z.output<B> : undefined
      readonly version: () => string
    },
  ): Promise<void>
}

/** A route that does something to one proposal and answers with the proposal as it is then. */
function change<B extends z.ZodType>(server: FastifyInstance, deps: DeskDeps, name: string, spec: ChangeSpec<B>): void {
  route(server, {
    method: spec.method ?? 'POST',
    url: `/api/v1/proposals/:id/${name}`,
    tag: TAG,
    summary: spec.summary,
    permission: spec.permission ?? 'desk.decide',
    params: byId,
    body: spec.body,
    answer: proposalSchema,
    versioned: spec.versioned,
    async handle({ params: { id }, body }, { principal, request, reply }) {
      await spec.work(id, { principal, body, version: () => expectedVersion(request) })
      return show(deps, { id, principal, reply })
    },
    again: ({ params: { id } }, { principal, reply }) => show(deps, { id, principal, reply }),
  })
}

async function show(
  deps: DeskDeps,
  { id, principal, reply }: { id: string; principal: Principal; reply: FastifyReply },
): Promise<Proposal> {
  const proposal = await showForApi(deps, principal, id)
  sendVersion(reply, proposal.version)
  return proposal
}

function decisionRoutes(server: FastifyInstance, deps: DeskDeps): void {
  change(server, deps, 'approve', {
    summary: 'Approve what was seen, with or without a change; it acts some seconds later',
    body: approveBody,
    work: async (id, { principal, body }) => throwRefusal(await approveProposal(deps, principal, id, body)),
  })
  change(server, deps, 'reject', {
    summary: 'Reject what was seen, with a reason',
    body: rejectBody,
    work: async (id, { principal, body }) => throwRefusal(await rejectProposal(deps, principal, id, body)),
  })
  change(server, deps, 'reopen', {
    summary: 'Take a decision back to the desk: a rejection, or an approval that has not begun to act',
    body: nothing,
    work: (id, { principal }) => reopenProposal(deps, principal, id),
  })
  change(server, deps, 'withdraw', {
    summary: 'Take a proposal off the desk, or a decision off the queue, for good',
    body: withdrawBody,
    work: (id, { principal, body }) => withdrawProposal(deps, principal, id, body.note),
  })
  change(server, deps, 'undo', {
    summary: 'Undo what was carried out, where the skill can',
    body: nothing,
    work: (id, { principal }) => undoProposal(deps, principal, id),
  })
}

function revisionRoutes(server: FastifyInstance, deps: DeskDeps): void {
  change(server, deps, 'draft', {
    method: 'PUT',
    summary: 'Change the draft of an open proposal; If-Match is its version',
    body: draftBody,
    versioned: true,
    work: (id, { principal, body, version }) => editDraft(deps, principal, id, { ...body, version: version() }),
  })
  change(server, deps, 'take-newer', {
    summary: 'Put the newer draft that waits beside this one in its place; If-Match is its version',
    body: nothing,
    versioned: true,
    work: (id, { principal, version }) => takeNewer(deps, principal, id, version()),
  })
  change(server, deps, 'comment', {
    summary: 'Say something about a proposal',
    permission: 'tasks.write',
    body: commentBody,
    work: (id, { principal, body }) => commentOn(deps, principal, id, body.note),
  })
  change(server, deps, 'assign', {
    summary: 'Give a proposal to somebody who may decide it, or to nobody',
    body: assignBody,
    work: (id, { principal, body }) => assignTo(deps, principal, id, body.assignee),
  })
}

function batchRoutes(server: FastifyInstance, deps: DeskDeps): void {
  const shared = { method: 'POST', tag: TAG, permission: 'desk.decide', body: batchBody, answer: batchAnswer } as const
  route(server, {
    ...shared,
    url: '/api/v1/proposals/batch/preview',
    summary: 'What the same decision for many would do; changes nothing',
    handle: ({ body }, { principal }) => previewBatch(deps, principal, body),
  })
  route(server, {
    ...shared,
    url: '/api/v1/proposals/batch',
    summary: 'The same decision for many, each bound to what was seen',
    handle: ({ body }, { principal }) => decideBatch(deps, principal, body),
  })
}

function skillRoutes(server: FastifyInstance, deps: DeskDeps): void {
  route(server, {
    method: 'GET',
    url: '/api/v1/skills',
    kept: true,
    tag: TAG,
    summary: 'What the AI can do, and how its last run on request went',
    permission: 'desk.read',
    answer: z.object({ items: z.array(skillSchema) }),
    handle: async () => ({ items: await listSkills(deps) }),
  })
  route(server, {
    method: 'POST',
    url: '/api/v1/skills/:name/run',
    tag: TAG,
    summary: 'Ask a skill to prepare proposals now; its progress is in the list of skills',
    permission: 'desk.decide',
    params: z.object({ name: z.string().max(100) }),
    answer: skillSchema.shape.run.unwrap(),
    status: 202,
    handle: ({ params: { name } }, { principal }) => askForRun(deps, principal, name),
    again: ({ params: { name } }) => lastRun(deps, name),
  })
}
