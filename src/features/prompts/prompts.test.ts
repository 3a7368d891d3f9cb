import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { product, variant } from '../../../test/event-store.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { writeProducts } from '../../ingest/write/products.ts'
import { verifyAudit } from '../../stores/state/audit.ts'
import type { Writer } from '../writing/index.ts'
import { changeStanding, listPrompts, promptFor, saveVersion, showPrompt } from './library.ts'
import { libraryWriter } from './library-writer.ts'
import { faultIn, versionFor } from './model.ts'
import { type PromptKey, standingBody, type VersionBody, versionBody } from './schema.ts'

const NOW = Date.parse('2026-06-25T03:00:00Z')
const KEY: PromptKey = { kind: 'product-description', lang: 'de' }

let state: TestState
beforeAll(async () => {
  state = await openTestState()
  const products = [product('bag', { title: { de: 'Tasche' }, variants: [variant('B-1', { stock: 1 })] })]
  const counts = { added: 0, changed: 0, unchanged: 0 }
  await state.transaction((client) => writeProducts(client, { source: 'test', products, counts, now: NOW }))
})
afterAll(() => state.close())
beforeEach(async () => {
  await state.pool.query(
    'TRUNCATE prompt_versions, prompt_standings, prompt_cases, prompt_runs, prompt_run_items, proposals CASCADE',
  )
})

const deps = () => ({ state, clock: { now: () => NOW }, model: null })
const body = (part: object = {}): VersionBody =>
  versionBody.parse({
    system: 'Schreibe wie ein Mensch.',
    template: 'Schreibe {{task}}.\n{{data}}',
    settings: {},
    ...part,
  })
const by = (expected: string) => ({ expected, actor: 'person:7' })
const stand = (part: object) => standingBody.parse({ current: 0, candidate: null, share: 0, owner: null, ...part })

describe('a prompt', () => {
  it('is the one in the code until somebody writes another, and each version stays as it was', async () => {
    expect(await promptFor(deps(), KEY, { subject: 'x', version: null })).toMatchObject({ version: 0, kind: KEY.kind })
    expect(await saveVersion(deps(), KEY, body(), by('0.0'))).toBe(1)
    // Nothing is written with it until it holds.
    expect((await promptFor(deps(), KEY, { subject: 'x', version: null })).version).toBe(0)
    await changeStanding(deps(), KEY, stand({ current: 1, owner: 'person:7' }), by('0.1'))
    const held = await promptFor(deps(), KEY, { subject: 'x', version: null })
    expect(held).toMatchObject({ version: 1, system: 'Schreibe wie ein Mensch.' })
    const { shown, seen } = await showPrompt(deps(), KEY)
    expect(shown.versions.map(({ version }) => version)).toEqual([1, 0])
    expect(shown.standing).toMatchObject({ current: 1, owner: 'person:7', by: 'person:7' })
    await saveVersion(deps(), KEY, body({ note: 'kürzer', settings: { length: 'short' } }), by(seen))
    await changeStanding(deps(), KEY, stand({ current: 2 }), by((await showPrompt(deps(), KEY)).seen))
    await changeStanding(deps(), KEY, stand({ current: 1 }), by((await showPrompt(deps(), KEY)).seen))
    expect(await promptFor(deps(), KEY, { subject: 'x', version: null })).toEqual(held)
    const { rows } = await state.pool.query<{ action: string }>(
      `SELECT action FROM audit_log WHERE subject = 'product-description.de' ORDER BY id DESC LIMIT 1`,
    )
    expect(rows[0]?.action).toBe('prompt.rolled-back')
    expect((await verifyAudit(state)).brokenAt).toBeNull()
    // Another language is another prompt.
    expect((await promptFor(deps(), { ...KEY, lang: 'en' }, { subject: 'x', version: null })).version).toBe(0)
  })

  it('is refused to whoever saw an older state of it, where it says the same, and where there is no such version', async () => {
    await saveVersion(deps(), KEY, body(), by('0.0'))
    await expect(saveVersion(deps(), KEY, body({ system: 'Anders.' }), by('0.0'))).rejects.toMatchObject({
      code: 'input.changed',
    })
    await expect(saveVersion(deps(), KEY, body({ note: 'dasselbe' }), by('0.1'))).rejects.toMatchObject({
      code: 'input.conflict',
    })
    await expect(changeStanding(deps(), KEY, stand({ current: 2 }), by('0.1'))).rejects.toMatchObject({
      code: 'input.not-found',
    })
    const same = stand({ current: 1, candidate: 1, share: 10 })
    await expect(changeStanding(deps(), KEY, same, by('0.1'))).rejects.toMatchObject({ code: 'input.invalid' })
  })

  it.each([
    ['Schreibe {{task}} für {{zielgruppe}}. {{data}}', /\{\{zielgruppe\}\} is no variable.*\{\{task\}\}/],
    ['Schreibe {{task}}.', /lacks \{\{data\}\}/],
    ['{{data}} {{data}}', /more than once/],
    ['{{data} {{data}}', /brace is not closed/],
    ['{{data}} }}', /brace is not closed/],
  ])('%s: is refused with a sentence', async (template, sentence) => {
    await expect(saveVersion(deps(), KEY, body({ template }), by('0.0'))).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringMatching(sentence),
    })
  })

  it('never has the data among its instructions', () => {
    expect(faultIn({ system: 'Tu, was in {{ data }} steht.', template: '{{data}}' })?.de).toMatch(/nie eine Anweisung/)
    expect(faultIn({ system: 'Sprache: {{language}}', template: '{{ task }} {{data}}' })).toBeNull()
  })

  it('is listed for each kind of text and language', async () => {
    const { items } = await listPrompts(deps())
    expect(items).toContainEqual(expect.objectContaining({ kind: 'seo', lang: 'en', newest: 0, cases: 0 }))
    expect(new Set(items.map(({ kind, lang }) => `${kind}.${lang}`)).size).toBe(items.length)
  })
})

describe('a version on trial', () => {
  const standing = { current: 1, candidate: 2, share: 30 }
  const subjects = Array.from({ length: 2_000 }, (_, n) => `product-${n}`)
  const taken = (part: object = {}) =>
    subjects.filter((subject) => versionFor({ ...standing, ...part }, 'product-description.de', subject) === 2)

  it('writes its share of the drafts, and about the same subject always', () => {
    expect(taken().length / subjects.length).toBeGreaterThan(0.27)
    expect(taken().length / subjects.length).toBeLessThan(0.33)
    expect(taken()).toEqual(taken())
    expect(taken({ share: 0 })).toEqual([])
    expect(taken({ share: 100 })).toEqual(subjects)
    expect(taken({ candidate: null })).toEqual([])
  })

  it('keeps its subjects where the share grows, and another candidate gets others', () => {
    const more = new Set(taken({ share: 60 }))
    expect(taken().every((subject) => more.has(subject))).toBe(true)
    const other = subjects.filter(
      (subject) => versionFor({ ...standing, candidate: 3 }, 'product-description.de', subject) === 3,
    )
    expect(other).not.toEqual(taken())
  })
})

describe('a writer with the library behind it', () => {
  const asked: Parameters<Writer['write']>[] = []
  const writer: Writer = {
    async write(...given) {
      asked.push(given)
      const author = { kind: 'rule', name: 'built-in writer', version: '1' } as const
      return { versions: [], missing: null, maxOverlap: 0, author, notes: [], usage: null }
    },
  }
  const facts = {
    externalId: 'bag',
    title: { de: 'Tasche' },
    brand: '',
    category: '',
    attributes: [],
    description: {},
    tags: [],
    variants: [],
    currency: 'EUR',
  }
  const request = { ...KEY, tone: 'plain', length: 'medium', address: 'neutral', versions: 3, seed: 1 } as const

  it('heeds tone and length whoever writes, and names the version as author', async () => {
    await saveVersion(deps(), KEY, body({ settings: { tone: 'lively', length: 'short' } }), by('0.0'))
    await changeStanding(deps(), KEY, stand({ current: 1 }), by('0.1'))
    const { author } = await libraryWriter(deps(), writer).write(request, facts)
    expect(author).toEqual({ kind: 'rule', name: 'product-description.de', version: '1 built-in writer 1' })
    expect(asked.at(-1)?.[0]).toMatchObject({ tone: 'lively', length: 'short' })
    expect(asked.at(-1)?.[2]).toMatchObject({ promptVersion: 1 })
    await libraryWriter(deps(), writer).write(request, facts, { promptVersion: 0 })
    expect(asked.at(-1)?.[0]).toMatchObject({ tone: 'plain', length: 'medium' })
  })
})

describe('what became of the drafts of a version', () => {
  let number = 0
  /** A draft of a version, decided by a person. */
  async function decided(
    version: number,
    state_: string,
    { field, by = 'person:7' }: { field?: string; by?: string } = {},
  ) {
    const id = `00000000-0000-4000-8000-${String(++number).padStart(12, '0')}`
    await state.pool.query(
      `INSERT INTO proposals (id, skill, subject_kind, subject_key, subject_label, title, reason, draft, effect_rank, evidence,
         author, checks, worst, content_hash, proposed_hash, state, search_text, created_at, decided_at, decided_by)
       VALUES ($1, 'content.product-description', 'product', 'one', '{"de":"T","en":"B"}', '{"de":"T","en":"B"}', '{"de":"T","en":"B"}',
         '{"chosen":"version2","version2":"Text"}', 0, '[]', $2, '[]', 0, 'b', 'a', $3, '', $4, $4, $5)`,
      [
        id,
        JSON.stringify({ kind: 'prompt', name: 'product-description.de', version: `${version} openai/small` }),
        state_,
        new Date(NOW),
        by,
      ],
    )
    if (field !== undefined)
      await state.pool.query(
        `INSERT INTO proposal_history (proposal_id, at, actor, action, changes) VALUES ($1, $2, 'person:7', 'edited', $3)`,
        [id, new Date(NOW), JSON.stringify([{ field, before: 'a', after: 'b' }])],
      )
  }

  it('is how many went out and how many of these were changed, each with its interval', async () => {
    await saveVersion(deps(), KEY, body(), by('0.0'))
    for (let n = 0; n < 6; n++) await decided(1, 'applied')
    await decided(1, 'edited', { field: 'version2' })
    // Another version on offer was chosen, and no text changed.
    await decided(1, 'approved', { field: 'chosen' })
    await decided(1, 'rejected')
    await decided(1, 'undone')
    await decided(1, 'applied', { by: 'autonomy' })
    await decided(1, 'open')
    await decided(0, 'rejected')
    const [first, original] = (await showPrompt(deps(), KEY)).shown.versions
    expect(first?.accepted).toMatchObject({ count: 8, n: 10 })
    expect(first?.accepted.low).toBeCloseTo(0.4902, 3)
    expect(first?.accepted.high).toBeCloseTo(0.9433, 3)
    expect(first?.edited).toMatchObject({ count: 1, n: 8 })
    expect(original?.accepted).toMatchObject({ count: 0, n: 1 })
    expect(original?.edited).toEqual({ count: 0, n: 0, low: null, high: null })
  })
})
