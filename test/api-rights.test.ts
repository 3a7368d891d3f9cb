/** Every route of the API with every role and with nobody: what the table of rights says is what is served. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RIGHTS_OF, ROLES, type Role } from '../src/core/rights.ts'
import { asPerson, byRole } from './principals.ts'
import { type Operation, openTestWorkbench, type TestWorkbench } from './workbench.ts'

let workbench: TestWorkbench
beforeAll(async () => {
  workbench = await openTestWorkbench((request) => (request.headers.cookie ? asPerson : byRole)(request))
})
afterAll(() => workbench.close())

type Outcome = 'served' | 'sign in first' | 'not allowed'

async function ask({ path, method, isStream }: Operation, role: Role | null): Promise<Outcome> {
  const answer = await workbench.server.inject({
    // Of a stream the head says enough; the rest would never end.
    method: isStream ? 'HEAD' : method,
    url: path.replaceAll(/\{\w+\}/g, '1'),
    headers: role === null ? { 'x-dirigent': '1' } : { authorization: `Bearer ${role}` },
    // What is served is refused afterwards, wherever a body is read.
    ...(method === 'GET' ? {} : { payload: [] }),
  })
  const isJson = /^application\/(problem\+)?json/.test(String(answer.headers['content-type']))
  const { code, detail }: { code?: string; detail?: string } = isStream || !isJson ? {} : answer.json()
  if (answer.statusCode === 401 && code === 'access.unknown' && detail?.startsWith('Sign in first'))
    return 'sign in first'
  if (answer.statusCode === 403 && code === 'access.denied' && detail?.startsWith('This needs the right'))
    return 'not allowed'
  if (isStream && answer.statusCode === 401) return 'sign in first'
  return 'served'
}

function expected({ 'x-permission': permission }: Operation, role: Role | null): Outcome {
  if (permission === 'anyone') return 'served'
  if (role === null) return 'sign in first'
  return permission === 'signed-in' || RIGHTS_OF[role].some((right) => right === permission) ? 'served' : 'not allowed'
}

describe('the API', () => {
  it('serves each route to those who have its right, refuses all others, and knows nobody without a sign-in', async () => {
    const line = (operation: Operation, outcomes: readonly Outcome[]) =>
      `${operation.method} ${operation.path} (${operation['x-permission']}): ${['nobody', ...ROLES]
        .map((role, index) => `${role} ${outcomes[index]}`)
        .join(', ')}`
    const table: { readonly found: string; readonly right: string }[] = []
    for (const operation of workbench.operations) {
      const outcomes: Outcome[] = []
      for (const role of [null, ...ROLES]) outcomes.push(await ask(operation, role))
      const right = [null, ...ROLES].map((role) => expected(operation, role))
      table.push({ found: line(operation, outcomes), right: line(operation, right) })
    }
    expect(table.length).toBeGreaterThan(20)
    expect(table.map(({ found }) => found)).toEqual(table.map(({ right }) => right))
  })

  it('refuses somebody signed in by a cookie whose page is none of ours, on every write', async () => {
    const open: string[] = []
    for (const { method, path } of workbench.operations) {
      if (method === 'GET') continue
      const url = path.replaceAll(/\{\w+\}/g, '1')
      for (const headers of [{}, { 'x-dirigent': '1', origin: 'https://evil.example' }]) {
        const { statusCode } = await workbench.server.inject({
          method,
          url,
          headers: { ...headers, cookie: 'session=1' },
          payload: {},
        })
        if (statusCode !== 403) open.push(`${method} ${path} ${statusCode}`)
      }
    }
    expect(open).toEqual([])
  })
})
