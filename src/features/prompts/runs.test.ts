import { pino } from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import { product, variant } from '../../../test/event-store.ts'
import { type Behaviour, type ModelServer, openModelServer } from '../../../test/model-server.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { loadConfig } from '../../config.ts'
import { writeProducts } from '../../ingest/write/products.ts'
import { openWriter } from '../../writer.ts'
import { listCases } from './case-store.ts'
import { dropCase, saveCase } from './cases.ts'
import { saveVersion } from './library.ts'
import { beginRun, listRuns, showRun, stopRun } from './runs.ts'
import { caseBody, type PromptKey, versionBody } from './schema.ts'
import { showSpend } from './spend.ts'
import { workRuns } from './work.ts'

const NOW = Date.parse('2026-06-25T03:00:00Z')
const KEY: PromptKey = { kind: 'product-description', lang: 'de' }
const APPROVED = 'Die Regenjacke Fjell wiegt 420 g.'
const both = (said: string) => ({ de: said, en: said })
const never = new AbortController().signal
const clock = { now: () => NOW }

let server: ModelServer
let state: TestState
let ids: number[] = []
let woken = 0
const deps = () => ({ state, clock, model: null, wake: async () => void woken++ })

beforeEach(async () => {
  state = await openTestState()
  server = await openModelServer()
  woken = 0
  const products = ['fjell', 'alm'].map((name) =>
    product(name, {
      title: both(`Regenjacke ${name === 'fjell' ? 'Fjell' : 'Alm'}`),
      brand: 'Bergfink',
      category: 'Jacken',
      attributes: { Material: both('Polyester'), Gewicht: '420 g', Farbe: both('Blau') },
      description: {},
      variants: [variant(`J-${name}`, { stock: 4 })],
    }),
  )
  const counts = { added: 0, changed: 0, unchanged: 0 }
  await state.transaction((client) => writeProducts(client, { source: 'test', products, counts, now: NOW }))
  const { rows } = await state.pool.query<{ id: number }>('SELECT id FROM products ORDER BY external_id DESC')
  ids = rows.map(({ id }) => Number(id))
  return async () => {
    await server.close()
    await state.close()
  }
})

const say = (...texts: string[]): Behaviour => ({
  kind: 'text',
  text: JSON.stringify({ versions: texts.map((text) => ({ parts: [{ role: 'paragraph', text }] })) }),
})

/** As `dirigent start` puts it together. */
function work(signal = never, env: Record<string, string> = {}) {
  const config = loadConfig({
    env: { DIRIGENT_LLM_URL: server.url, DIRIGENT_LLM_MODEL: 'small', ...env },
    cwd: '/',
    overrides: {},
  })
  return workRuns(
    { state, clock, writer: openWriter({ config, clock, state }), log: pino({ level: 'silent' }) },
    signal,
  )
}

const aCase = (part: object = {}) =>
  caseBody.parse({ title: 'Jacke, kurz', products: [ids[0]], approved: APPROVED, ...part })

async function twoVersions(): Promise<void> {
  const second = versionBody.parse({
    system: 'ZWEITE VERSION',
    template: '{{task}} {{data}}',
    settings: { temperature: 0.5 },
  })
  await saveVersion(deps(), KEY, second, { expected: '0.0', actor: 'person:7' })
}

describe('versions tried on saved cases', () => {
  it('are asked of the model as they are, measured against the approved text, and shown side by side', async () => {
    await twoVersions()
    await saveCase(deps(), KEY, aCase(), 'person:7')
    server.behave(({ text }) =>
      text.includes('ZWEITE VERSION')
        ? say(APPROVED, 'Fjell ist blau und aus Polyester.', 'Bergfink macht diese Jacke aus Polyester.')
        : say('Die Regenjacke Fjell ist blau.', 'Aus Polyester ist diese Jacke von Bergfink.', 'Fjell: 420 g, blau.'),
    )
    const { id } = await beginRun(deps(), KEY, [0, 1], 'person:7')
    expect(woken).toBe(1)
    await work()
    const run = await showRun(deps(), KEY, id)
    expect(run.status).toBe('done')
    expect(run.items.map(({ version, status }) => [version, status])).toEqual([
      [0, 'written'],
      [1, 'written'],
    ])
    expect(server.asked.map(({ body }) => body.temperature)).toEqual([undefined, 0.5])
    const [first, second] = run.sums
    expect(second?.distance).toEqual({ mean: 0, n: 1 })
    expect(first?.distance?.mean).toBeGreaterThan(0.2)
    expect(first?.clean).toMatchObject({ n: 3 })
    expect(second?.tokens).toBe(600)
    expect(run.items[1]?.result?.author).toBe('product-description.de 1 openai-compatible/small')
    expect((await listRuns(deps(), KEY)).items[0]?.sums).toEqual(run.sums)
  })

  it('stop where the budget is used up, with a sentence, and cost no more than it allows', async () => {
    await saveCase(deps(), KEY, aCase({ products: ids, approved: null }), 'person:7')
    server.behave(() => say('Die Jacke ist blau.', 'Aus Polyester ist sie.', 'Bergfink macht sie.'))
    const { id } = await beginRun(deps(), KEY, [0], 'person:7')
    const prices = { DIRIGENT_LLM_PRICE_INPUT: '1', DIRIGENT_LLM_PRICE_OUTPUT: '4', DIRIGENT_LLM_BUDGET: '0.009' }
    await work(never, prices)
    const run = await showRun(deps(), KEY, id)
    expect(run.items.map(({ status }) => status)).toEqual(['written', 'waiting'])
    expect(run.status).toBe('stopped')
    expect(run.error?.de).toMatch(/Monatsbudget/)
    const settings = {
      provider: 'openai-compatible',
      model: 'small',
      inputPrice: 1,
      outputPrice: 4,
      monthlyBudget: 0.009,
    } as const
    const spend = await showSpend({ state, clock, timeZone: 'Europe/Berlin', settings })
    expect(spend).toEqual({
      month: '2026-06',
      model: 'openai-compatible/small',
      calls: 1,
      inputTokens: 400,
      outputTokens: 200,
      cost: 0.0012,
      budget: 0.009,
    })
  })

  it('say where the built-in writer stood in, and count nothing of it for the version', async () => {
    await saveCase(deps(), KEY, aCase(), 'person:7')
    server.behave(() => ({ kind: 'status', status: 401 }))
    const { id } = await beginRun(deps(), KEY, [0], 'person:7')
    await work()
    const { items, sums } = await showRun(deps(), KEY, id)
    expect(items[0]?.status).toBe('stood-in')
    expect(items[0]?.result?.notes[0]?.en).toMatch(/refused the key/)
    expect(sums[0]).toMatchObject({ done: 1, clean: { count: 0, n: 0 }, distance: null })
  })

  it('go on where they were cut off, and stop where somebody stops them', async () => {
    await saveCase(deps(), KEY, aCase({ products: ids, approved: null }), 'person:7')
    const { id } = await beginRun(deps(), KEY, [0], 'person:7')
    const cut = new AbortController()
    server.behave(({ before }) => {
      if (before === 1) cut.abort()
      return say('Die Jacke ist blau.', 'Aus Polyester ist sie.', 'Bergfink macht sie.')
    })
    await expect(work(cut.signal)).rejects.toThrow()
    expect((await showRun(deps(), KEY, id)).items.map(({ status }) => status)).toEqual(['written', 'waiting'])
    await stopRun(deps(), KEY, id, 'person:7')
    await work()
    expect(await showRun(deps(), KEY, id)).toMatchObject({ status: 'stopped', sums: [{ done: 1 }] })
    await expect(stopRun(deps(), KEY, id, 'person:7')).rejects.toMatchObject({ code: 'input.conflict' })
    const again = await beginRun(deps(), KEY, [0], 'person:7')
    await work()
    expect((await showRun(deps(), KEY, again.id)).status).toBe('done')
  })

  it('need cases, products and versions that are there', async () => {
    await expect(beginRun(deps(), KEY, [0], 'person:7')).rejects.toMatchObject({ code: 'input.conflict' })
    await expect(
      saveCase(deps(), KEY, aCase({ products: [99_999], approved: null }), 'person:7'),
    ).rejects.toMatchObject({
      code: 'input.not-found',
    })
    const { id } = await saveCase(deps(), KEY, aCase(), 'person:7')
    await expect(beginRun(deps(), KEY, [1], 'person:7')).rejects.toMatchObject({ code: 'input.not-found' })
    expect(caseBody.safeParse({ title: 'x', products: ids, approved: APPROVED }).success).toBe(false)
    await dropCase(deps(), KEY, id, 'person:7')
    expect(await listCases(state, KEY)).toEqual([])
    await expect(dropCase(deps(), KEY, id, 'person:7')).rejects.toMatchObject({ code: 'input.not-found' })
  })
})
