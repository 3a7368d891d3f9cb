/**
 * How many questions a second each reading route of the API answers: the real process on the demo shop, asked by another one.
 * - requestsPerSecond, p99Ms: of the slowest of the routes.
 * - exportRowsPerSecond: of those that give a whole log, a line for each entry, and note that they did: they are told by rows a
 *   second and do not count among the others.
 */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { readCliToken } from '../src/stores/cli-token.ts'
import type { AskRequest, AskResult } from './lib/ask.ts'
import type { Bench } from './lib/bench.ts'
import { runCli, withDataDir } from './lib/cli.ts'
import { startWorkbench } from './lib/workbench.ts'

const ASK = fileURLToPath(new URL('./lib/ask.js', import.meta.url))
const CONNECTIONS = 16
/** What people look for in the demo shop. */
const SEARCHED = 'zelt'

const parameterSchema = z.object({ name: z.string(), in: z.string(), required: z.boolean() })
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.array(parameterSchema).default([]),
        responses: z.record(z.string(), z.looseObject({})),
      }),
    ),
  ),
})
const linkSchema = z.object({ url: z.string() })
const listSchema = z.object({ items: z.array(z.record(z.string(), z.unknown())) })
const productSchema = z.object({ variants: z.array(z.object({ id: z.number() })) })
const reportSchema = z.object({
  asOf: z.string(),
  sections: z.array(z.object({ contribution: z.object({ evidence: z.array(z.object({ id: z.string() })) }) })),
})

export const apiBench: Bench = {
  name: 'api',
  about: 'requests/s of every reading route on the demo shop, two cores; asked: 2,000 a second each, p99 50 ms',
  run: ({ small }) =>
    withDataDir(async (dataDir) => {
      await runCli(dataDir, ['demo'])
      await runCli(dataDir, ['night'])
      const workbench = await startWorkbench(dataDir)
      try {
        const cookie = await becomeOwner(workbench.url, readCliToken(dataDir) ?? '')
        const headers = { cookie, 'accept-encoding': 'gzip' }
        const api = openApi(workbench.url, headers)
        const results: { readonly path: string; readonly result: AskResult }[] = []
        let exportRowsPerSecond = Number.POSITIVE_INFINITY
        for (const { template, isLog } of await api.templates()) {
          const path = await api.fill(template)
          if (path === null) {
            console.log(`${template}: not asked, there is none of them in the demo shop`)
            continue
          }
          const request = { url: `${workbench.url}${path}`, headers, connections: CONNECTIONS }
          if (!small) await load({ ...request, seconds: 1 })
          const result = await load({ ...request, seconds: small ? 0.3 : 5 })
          const { requestsPerSecond, p50Ms, p99Ms, failed, bytesPerAnswer } = result
          const size = `${(bytesPerAnswer / 1_000).toFixed(1)} kB`
          console.log(`${template}: ${requestsPerSecond}/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms, ${size}`)
          if (failed > 0) throw new Error(`${path} was refused or not answered ${failed} times.`)
          if (!isLog) {
            results.push({ path: template, result })
            continue
          }
          const rows = await api.countLines(path)
          exportRowsPerSecond = Math.min(exportRowsPerSecond, requestsPerSecond * rows)
          console.log(`${template}: ${rows} rows each, ${requestsPerSecond * rows} rows/s`)
        }
        const slowest = least(results, ({ result }) => result.requestsPerSecond)
        const latest = least(results, ({ result }) => -result.p99Ms)
        console.log(`fewest a second: ${slowest.path}; longest p99: ${latest.path}; routes asked: ${results.length}`)
        const { requestsPerSecond } = slowest.result
        return { requestsPerSecond, p99Ms: latest.result.p99Ms, exportRowsPerSecond }
      } finally {
        await workbench.stop()
      }
    }),
}

/** Signs in as people do: by the link that makes the first owner. @returns the cookie */
export async function becomeOwner(url: string, cliToken: string): Promise<string> {
  const post = async (path: string, body: object, headers: Readonly<Record<string, string>>) => {
    const init = {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { ...headers, 'content-type': 'application/json' },
    }
    const answer = await fetch(`${url}${path}`, init)
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const link = await post('/api/v1/setup/rescue', {}, { authorization: `Bearer ${cliToken}` })
  const token = linkSchema
    .parse(await link.json())
    .url.split('#')
    .at(-1)
  const person = { token, name: 'Bench', email: 'bench@shop.example', password: randomUUID(), language: 'de' }
  const signedIn = await post('/api/v1/setup/person', person, { 'x-dirigent': '1' })
  return signedIn.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

function least<T>(items: readonly T[], value: (item: T) => number): T {
  const [first, ...rest] = items
  if (first === undefined) throw new Error('No route was asked.')
  return rest.reduce((best, item) => (value(item) < value(best) ? item : best), first)
}

async function load(request: AskRequest): Promise<AskResult> {
  const { stdout } = await promisify(execFile)(process.execPath, [ASK, JSON.stringify(request)])
  return JSON.parse(stdout) as AskResult // the other process's own line
}

/** What the bench asks before it measures: which routes there are, and what their parameters can be. */
function openApi(url: string, headers: Readonly<Record<string, string>>) {
  const read = async (path: string): Promise<Response> => {
    const answer = await fetch(`${url}${path}`, { headers })
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const get = async (path: string): Promise<unknown> => (await read(path)).json()
  const first = async (path: string) => listSchema.parse(await get(path)).items[0]
  const keyOf = async (path: string, name: string) => {
    const item = await first(path)
    return item?.[name] ?? item?.id ?? item?.key
  }
  const latest = async () => reportSchema.parse(await get('/api/v1/reports/latest'))
  /** For what is not the first item of the list above it. */
  const samples: Readonly<Record<string, () => Promise<unknown>>> = {
    '/api/v1/reports/{name}': async () => 'latest',
    '/api/v1/reports/{day}': async () => (await latest()).asOf,
    '/api/v1/reports/{day}/evidence/{id}': async () =>
      (await latest()).sections.flatMap(({ contribution }) => contribution.evidence)[0]?.id,
    '/api/v1/orders/{id}': async () => {
      const customer = await first('/api/v1/customers')
      return customer && (await first(`/api/v1/customers/${encodeURIComponent(String(customer.key))}/orders`))?.id
    },
    '/api/v1/forecasts/{kind}/{id}': async () => (await first('/api/v1/forecasts'))?.id,
    '/api/v1/prompts/{kind}/{lang}': async () => 'de',
    '/api/v1/prompts/{kind}/{lang}/runs/{id}': async () => undefined,
    '/api/v1/erasures/{id}': async () => undefined,
    '/api/v1/pieces/{id}': async () => undefined,
  }
  /** For what must be said behind the '?' and is no word to look for. */
  const questions: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
    '/api/v1/products/{id}/prices': async (path) =>
      productSchema.parse(await get(path.replace(/\/prices$/, ''))).variants[0]?.id,
    '/api/v1/pieces': async () => (await latest()).asOf,
  }
  return {
    async countLines(path: string): Promise<number> {
      return (await (await read(path)).text()).trimEnd().split('\n').length
    },
    async templates(): Promise<{ template: string; isLog: boolean }[]> {
      const { paths } = documentSchema.parse(await get('/api/openapi.json'))
      return Object.entries(paths).flatMap(([path, { get: operation }]) => {
        const content = operation?.responses['200']?.content
        const gives = (type: string) => typeof content === 'object' && content !== null && type in content
        if (operation === undefined || gives('text/event-stream')) return []
        const asked = operation.parameters.filter((one) => one.in === 'query' && one.required)
        const question = asked.map(({ name }) => `${name}={${name}}`).join('&')
        return [{ template: question === '' ? path : `${path}?${question}`, isLog: gives('application/x-ndjson') }]
      })
    },
    /** The address of something that is there; null where there is none. */
    async fill(template: string): Promise<string | null> {
      const [address = '', question] = template.split('?')
      let path = ''
      let seen = ''
      for (const part of address.split('/').slice(1)) {
        seen += `/${part}`
        const name = /^\{(\w+)\}$/.exec(part)?.[1]
        if (name === undefined) {
          path += `/${part}`
          continue
        }
        const value = await (samples[seen] ?? (() => keyOf(path, name)))()
        if (value === undefined) return null
        path += `/${encodeURIComponent(String(value))}`
      }
      if (question === undefined) return path
      const said = await (questions[address] ?? (async () => SEARCHED))(path)
      return `${path}?${question.replace(/\{\w+\}/g, encodeURIComponent(String(said)))}`
    },
  }
}
