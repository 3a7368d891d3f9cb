/**
 * Every route of the API with random and hostile input, made from its own description: an answer to everything, in time, a fault
 * of ours to nothing, and never a word about the inside.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { messageOf } from '../src/core/errors.ts'
import { asOwner } from './principals.ts'
import { anyJson, anyText, deepJson, valuesOf } from './schema-values.ts'
import { type Operation, openTestWorkbench, type TestWorkbench } from './workbench.ts'

/** Tries of each route; a change is worth more of them than a look. */
const RUNS = { GET: 25, POST: 40, PUT: 40, PATCH: 40, DELETE: 15 } as const
const DEADLINE_MS = 15_000

let workbench: TestWorkbench
beforeAll(async () => {
  workbench = await openTestWorkbench(asOwner)
})
afterAll(() => workbench.close())

const problem = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number(),
  detail: z.string().min(1),
  code: z.string(),
  /** The same in both languages, where people meet it. */
  text: z.strictObject({ de: z.string().min(1), en: z.string().min(1) }).optional(),
})

interface Request {
  readonly path: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

function requestsOf({ parameters, requestBody }: Operation): fc.Arbitrary<Request> {
  const valuesIn = (place: 'path' | 'query') =>
    fc.record(
      Object.fromEntries(
        parameters
          .filter((one) => one.in === place)
          .map(({ name, schema }) => [name, valuesOf(schema, workbench.schemas)]),
      ),
      { requiredKeys: parameters.filter((one) => one.in === place && one.required).map(({ name }) => name) },
    )
  const schema = requestBody?.content['application/json']?.schema
  const body = schema === undefined ? fc.constant(undefined) : valuesOf(schema, workbench.schemas)
  return fc.record({
    path: valuesIn('path'),
    query: fc.oneof(
      { weight: 4, arbitrary: valuesIn('query') },
      { weight: 1, arbitrary: fc.dictionary(anyText, anyJson, { maxKeys: 3 }) },
    ),
    headers: fc.record(
      {
        'if-match': fc.constantFrom('"1"', 'W/"1"', '*', '', '"0', 'x'.repeat(500)),
        'if-none-match': fc.constantFrom('"1"', '*', ',,,', 'W/"'),
        'idempotency-key': fc.oneof(fc.uuid(), fc.constantFrom('', 'a b', 'k')),
        'accept-language': fc.constantFrom('de', 'en;q=0.5', '*', ';;;'),
      },
      { requiredKeys: [] },
    ),
    body: fc.oneof(
      { weight: 6, arbitrary: body },
      { weight: 1, arbitrary: anyJson },
      { weight: 1, arbitrary: deepJson },
    ),
  })
}

const encode = (value: unknown) =>
  encodeURIComponent(
    (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replaceAll(/\p{Cs}/gu, '_').slice(0, 2_000),
  )

function addressOf({ path }: Operation, request: Request): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encode(request.path[name]) || '_')
  const query = Object.entries(request.query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `${encode(name)}=${encode(one)}`),
  )
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`
}

async function ask(operation: Operation, request: Request) {
  const { method, isStream } = operation
  const asked = workbench.server.inject({
    method: isStream ? 'HEAD' : method,
    url: addressOf(operation, request),
    headers: request.headers,
    ...(method === 'GET' || request.body === undefined
      ? {}
      : { payload: JSON.stringify(request.body), headers: { ...request.headers, 'content-type': 'application/json' } }),
  })
  const late = sleep(DEADLINE_MS, null, { ref: false })
  const answer = await Promise.race([asked, late])
  if (answer === null) throw new Error(`No answer within ${DEADLINE_MS / 1_000} seconds.`)
  return answer
}

function expectDecent(answer: Awaited<ReturnType<typeof ask>>): void {
  const { statusCode, headers, body } = answer
  // What is not there in a test (a mail server, a shop) may be said; that something went wrong inside may not.
  expect([500, 501, 504]).not.toContain(statusCode)
  expect(body).not.toMatch(/\n\s+at .*:\d+:\d+|node_modules|\/src\/|SELECT .* FROM pg_|ECONNREFUSED/)
  expect(headers['x-content-type-options']).toBe('nosniff')
  if (statusCode < 400 || body === '') return
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
  const said = problem.parse(JSON.parse(body))
  expect([said.status, said.code === 'internal']).toEqual([statusCode, false])
}

describe('any input', () => {
  it('is answered by every route without a fault of ours', async () => {
    expect(workbench.operations.length).toBeGreaterThan(20)
    const faults: string[] = []
    for (const operation of workbench.operations) {
      const property = fc.asyncProperty(requestsOf(operation), async (request) => {
        expectDecent(await ask(operation, request))
      })
      const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: RUNS[operation.method] })
      const found = () => `${JSON.stringify(counterexample)} ${messageOf(errorInstance)} ${workbench.lastFault() ?? ''}`
      if (failed) faults.push(`${operation.method} ${operation.path} ${found()}`)
    }
    expect(faults).toEqual([])
  }, 600_000)

  it('that is no JSON is refused by every route that reads a body', async () => {
    const bodies = [
      '{',
      '',
      'null',
      '"',
      '[',
      '{"__proto__":{"a":1}}',
      '{"constructor":{"prototype":{}}}',
      '\u0000',
      '1e999',
      '﻿{}',
    ]
    for (const { method, path } of workbench.operations) {
      if (method === 'GET') continue
      for (const payload of bodies) {
        for (const type of [
          'application/json',
          'text/plain',
          'application/x-www-form-urlencoded',
          'multipart/form-data',
        ]) {
          const url = path.replaceAll(/\{\w+\}/g, '0')
          const answer = await workbench.server.inject({ method, url, payload, headers: { 'content-type': type } })
          expectDecent(answer)
        }
      }
    }
  }, 120_000)
})
