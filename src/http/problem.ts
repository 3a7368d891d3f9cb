/** Errors as they are answered: RFC 9457 problem details, and never what a fault of ours says about itself. */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { AppError, messageOf, systemCodeOf, textOf } from '../core/errors.ts'

export const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What happened, where, and what to do about it.' }),
    code: z.string().meta({ description: "Stable name of the fault: 'input.not-found'." }),
    text: z
      .object({ de: z.string(), en: z.string() })
      .optional()
      .meta({ description: 'The same in both languages, where people meet it.' }),
  })
  .meta({ description: 'RFC 9457 problem details.' })
type Problem = z.infer<typeof problemSchema>

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** Headers of answers that no hook has seen. */
export const BARE_HEADERS = {
  'content-security-policy': "default-src 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

const GIBBERISH: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }
/** Seconds after which whoever asked too much may ask again. */
const RETRY_AFTER = '5'

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 429 && !reply.hasHeader('retry-after')) reply.header('retry-after', RETRY_AFTER)
  return reply
    .status(problem.status)
    .header('cache-control', 'no-store')
    .removeHeader('etag')
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problem))
}

export function toProblem(error: unknown): Problem {
  if (error instanceof AppError) {
    const text = textOf(error)
    return { ...problemOf(error.code, error.status, error.message), ...(text === null ? {} : { text }) }
  }
  const status = statusOf(error)
  // What a fault of ours says is for the log, not for whoever asked.
  if (status >= 500) return problemOf('internal', status, 'Something went wrong here; the log says what.')
  return problemOf('input.invalid', status, messageOf(error))
}

function problemOf(code: string, status: number, detail: string): Problem {
  return { type: 'about:blank', title: code, status, detail, code }
}

function statusOf(error: unknown): number {
  if (typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number') {
    return error.statusCode >= 400 && error.statusCode < 600 ? error.statusCode : 500
  }
  return 500
}

/** What is no HTTP, or too much of it, never becomes a request. */
export function refuseGibberish(error: Error, socket: Socket): void {
  if (!socket.writable || systemCodeOf(error) === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const status = GIBBERISH[systemCodeOf(error) ?? ''] ?? 400
  const detail = `This is no request that can be read (${STATUS_CODES[status]}).`
  const body = JSON.stringify(problemOf('input.invalid', status, detail))
  const headers = {
    ...BARE_HEADERS,
    'content-type': PROBLEM_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'))
}
