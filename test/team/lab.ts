/** A workbench with its team, asked as browsers and programs ask it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { openLog } from '../../src/core/log.ts'
import type { Role } from '../../src/core/rights.ts'
import { openTeam, type Team, type TeamDeps } from '../../src/features/team/index.ts'
import { createServer } from '../../src/http/server.ts'
import { createSeal } from '../../src/stores/seal.ts'
import { openTestState, type TestState } from '../state-store.ts'

export const HOST = 'localhost:4747'
export const ORIGIN = `http://${HOST}`
export const CLI_TOKEN = 'cli_the-token-of-this-machine-and-this-start'
export const PASSWORD = 'Regenjacke trifft Murmeltier'
export const OTHER_PASSWORD = 'Seilbahn im Nebel um vier'

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, unknown>>
}

/** A browser: keeps its cookie. */
export interface Browser {
  cookie: string | null
  ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
}

export interface Lab {
  readonly state: TestState
  readonly server: FastifyInstance
  readonly team: Team
  readonly deps: TeamDeps
  /** The time it is, moved by tests. */
  now: number
  browser(options?: { host?: string; address?: string; userAgent?: string }): Browser
  /** Somebody of a role, joined by an invitation and signed in. */
  join(role: Role, email: string): Promise<Browser>
  audit(): Promise<{ actor: string; action: string; subject: string; details: unknown }[]>
  close(): Promise<void>
}

export async function openLab(settings: Partial<TeamDeps> = {}): Promise<Lab> {
  const state = await openTestState()
  const folder = mkdtempSync(join(tmpdir(), 'dirigent-team-'))
  const time = { at: Date.parse('2026-11-23T08:00:00Z') }
  const deps: TeamDeps = {
    state,
    clock: { now: () => time.at },
    log: openLog('silent'),
    seal: createSeal(null, folder),
    language: 'de',
    smtp: null,
    publicUrl: null,
    trustForwarded: true,
    cliToken: CLI_TOKEN,
    ...settings,
  }
  const team = openTeam(deps)
  const hosts = deps.publicUrl === null ? [] : [new URL(deps.publicUrl).hostname]
  const server = await createServer({ ...deps, hosts, authenticate: team.authenticate, routes: [team.routes] })
  const browser: Lab['browser'] = (options = {}) => openBrowser(server, options)
  return {
    state,
    server,
    team,
    deps,
    get now() {
      return time.at
    },
    set now(at) {
      time.at = at
    },
    browser,
    async join(role, email) {
      const cli = { authorization: `Bearer ${CLI_TOKEN}` }
      const made = await browser().ask('POST', '/api/v1/team/invitations', { email, role, language: 'en' }, cli)
      const joined = browser()
      const answer = await joined.ask('POST', '/api/v1/setup/person', {
        token: tokenOf(made),
        name: nameOf(email),
        password: PASSWORD,
      })
      if (answer.status !== 200) throw new Error(`joining failed: ${JSON.stringify(answer.body)}`)
      return joined
    },
    async audit() {
      const { rows } = await state.pool.query<{ actor: string; action: string; subject: string; details: unknown }>(
        'SELECT actor, action, subject, details FROM audit_log ORDER BY id',
      )
      return rows
    },
    async close() {
      await server.close()
      await state.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const nameOf = (email: string) => `Frau ${email.split('@')[0]}`

/** The token of a link that was made, from what the route answered. */
export function tokenOf({ body }: Answer): string {
  return z.object({ url: z.string() }).parse(body).url.split('#')[1] ?? ''
}

function openBrowser(
  server: FastifyInstance,
  { host = HOST, address = '203.0.113.7', userAgent = '' }: { host?: string; address?: string; userAgent?: string },
): Browser {
  const self: Browser = {
    cookie: null,
    async ask(method, path, body, headers = {}) {
      const answer = await server.inject({
        method,
        url: path,
        headers: {
          host,
          'x-dirigent': '1',
          'x-forwarded-for': address,
          'user-agent': userAgent,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(self.cookie === null ? {} : { cookie: self.cookie }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      })
      const set = answer.headers['set-cookie']
      if (typeof set === 'string') self.cookie = set.includes('Max-Age=0') ? null : (set.split(';')[0] ?? null)
      return {
        status: answer.statusCode,
        body: answer.body === '' ? null : JSON.parse(answer.body),
        headers: answer.headers,
      }
    },
  }
  return self
}
