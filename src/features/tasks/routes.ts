/** `/api/v1/tasks`: what people have to do. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { pageOf, pageQuery } from '../../api/page.ts'
import { route } from '../../api/route.ts'
import { expectedVersion, sendVersion } from '../../api/version.ts'
import {
  assigneeBody,
  commentBody,
  newTaskBody,
  type TaskWithComments,
  taskChangeBody,
  taskSchema,
  taskWithCommentsSchema,
  VIEWS,
} from './schema.ts'
import type { Tasks } from './service.ts'

const params = z.object({ id: z.uuid() })
const listQuery = pageQuery.extend({ view: z.enum(VIEWS).default('open') })
const tag = 'Tasks'

export function taskRoutes({ tasks }: { readonly tasks: Tasks }): (server: FastifyInstance) => void {
  return (server) => {
    route(server, {
      method: 'GET',
      url: '/api/v1/tasks',
      kept: true,
      tag,
      summary: 'Tasks: mine, the open ones by the day they are due, the done ones, or all',
      permission: 'tasks.read',
      query: listQuery,
      answer: pageOf(taskSchema),
      handle: ({ query }, { principal }) =>
        tasks.list(query.view, principal, { after: query.after, limit: query.limit }),
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/tasks',
      tag,
      summary: 'Write a task, or make one from a finding of a report',
      permission: 'tasks.write',
      body: newTaskBody,
      answer: taskWithCommentsSchema,
      status: 201,
      async handle({ body }, { principal, reply }) {
        const task = await tasks.add(body, principal)
        sendVersion(reply, task.version)
        return task
      },
    })
    route(server, {
      method: 'GET',
      url: '/api/v1/tasks/:id',
      kept: true,
      tag,
      summary: 'One task with its comments',
      versioned: true,
      permission: 'tasks.read',
      params,
      answer: taskWithCommentsSchema,
      handle: ({ params: { id } }, { reply }) => shown(tasks, id, reply),
    })
    changeRoutes(server, tasks)
  }
}

function changeRoutes(server: FastifyInstance, tasks: Tasks): void {
  route(server, {
    method: 'PATCH',
    url: '/api/v1/tasks/:id',
    tag,
    summary: 'Change the words, the role or the day of a task',
    versioned: true,
    permission: 'tasks.write',
    params,
    body: taskChangeBody,
    answer: taskWithCommentsSchema,
    async handle({ params: { id }, body }, { principal, request, reply }) {
      const task = await tasks.change(id, body, { me: principal, version: expectedVersion(request) })
      sendVersion(reply, task.version)
      return task
    },
    again: ({ params: { id } }, { reply }) => shown(tasks, id, reply),
  })
  route(server, {
    method: 'PUT',
    url: '/api/v1/tasks/:id/assignee',
    tag,
    summary: 'Give a task to a person, or to nobody',
    versioned: true,
    permission: 'tasks.write',
    params,
    body: assigneeBody,
    answer: taskWithCommentsSchema,
    async handle({ params: { id }, body }, { principal, request, reply }) {
      const task = await tasks.assign(id, body.assignee, { me: principal, version: expectedVersion(request) })
      sendVersion(reply, task.version)
      return task
    },
    again: ({ params: { id } }, { reply }) => shown(tasks, id, reply),
  })
  for (const [verb, done, summary] of [
    ['done', true, 'Mark a task as done'],
    ['reopen', false, 'Open a task again'],
  ] as const) {
    route(server, {
      method: 'POST',
      url: `/api/v1/tasks/:id/${verb}`,
      tag,
      summary,
      versioned: true,
      permission: 'tasks.write',
      params,
      answer: taskWithCommentsSchema,
      async handle({ params: { id } }, { principal, request, reply }) {
        const task = await tasks.close(id, done, { me: principal, version: expectedVersion(request) })
        sendVersion(reply, task.version)
        return task
      },
      again: ({ params: { id } }, { reply }) => shown(tasks, id, reply),
    })
  }
  route(server, {
    method: 'POST',
    url: '/api/v1/tasks/:id/comments',
    tag,
    summary: 'Say something about a task',
    permission: 'tasks.write',
    params,
    body: commentBody,
    answer: taskWithCommentsSchema,
    status: 201,
    handle: ({ params: { id }, body }, { principal }) => tasks.comment(id, body.text, principal),
    again: ({ params: { id } }) => tasks.show(id),
  })
}

async function shown(tasks: Tasks, id: string, reply: FastifyReply): Promise<TaskWithComments> {
  const task = await tasks.show(id)
  sendVersion(reply, task.version)
  return task
}
