import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Behaviour, type ModelServer, openModelServer } from '../../../../test/model-server.ts'
import { openTestState, type TestState } from '../../../../test/state-store.ts'
import { loadChecks, type ProductFacts } from '../../text-check/index.ts'
import { plainText, writeRequestSchema } from '../schema.ts'
import type { GrowingText, Writer } from '../writer.ts'
import { openLedger, readSpend } from './ledger.ts'
import { type CheckText, openModelWriter } from './model-writer.ts'
import { defaultPrompt } from './prompt.ts'
import type { ModelSettings } from './settings.ts'

const jacket: ProductFacts = {
  externalId: 'jacket',
  title: { de: 'Regenjacke Fjell', en: 'Fjell rain jacket' },
  brand: 'Bergfink',
  category: 'Bekleidung > Jacken',
  attributes: [
    { name: 'Material', value: { de: 'Recyceltes Polyester', en: 'Recycled polyester' } },
    { name: 'Gewicht', value: { de: '420 g', en: '420 g' } },
    { name: 'Farbe', value: { de: 'Blau', en: 'Blue' } },
  ],
  description: {},
  tags: [],
  variants: [],
  currency: 'EUR',
}

const versions = [
  'Die Regenjacke Fjell von Bergfink besteht aus recyceltem Polyester. Sie wiegt 420 g.',
  'Blau und leicht: Mit 420 g liegt Fjell kaum im Rucksack. Das Material ist recyceltes Polyester.',
  'Wer bei Regen losgeht, braucht eine Jacke. Fjell kommt in Blau, aus recyceltem Polyester von Bergfink.',
]
const answerOf = (texts: readonly string[]) =>
  JSON.stringify({ versions: texts.map((text) => ({ parts: [{ role: 'paragraph', text }] })) })
const say = (texts: readonly string[]): Behaviour => ({ kind: 'text', text: answerOf(texts) })
const request = writeRequestSchema.parse({ kind: 'product-description', lang: 'de' })
const STOOD_IN = 'vom eingebauten Texter'

const builtIn: Writer = {
  write: async () => ({
    versions: [{ version: { angle: 'overview', parts: [] }, text: STOOD_IN, findings: [] }],
    missing: null,
    maxOverlap: 0,
    author: { kind: 'rule', name: 'built-in writer', version: '1' },
    notes: [],
    usage: null,
  }),
}

let server: ModelServer
let state: TestState
let check: CheckText
const NOW = Date.parse('2026-11-26T10:00:00Z')

beforeAll(async () => {
  state = await openTestState()
  const { checkText } = await loadChecks()
  check = async (...asked) => checkText(...asked)
})
afterAll(() => state.close())
beforeEach(async () => {
  server = await openModelServer()
  await state.pool.query('DELETE FROM model_spend')
  return () => server.close()
})

const clock = { now: () => NOW }
const ledgerDeps = () => ({ state, clock, timeZone: 'Europe/Berlin' })

function open(part: Partial<ModelSettings> = {}): Writer {
  const settings: ModelSettings = {
    provider: 'openai-compatible',
    url: server.url,
    model: 'small',
    key: 'sk-test',
    timeoutMs: 5_000,
    concurrency: 2,
    perMinute: 1_000,
    inputPrice: 1,
    outputPrice: 4,
    monthlyBudget: null,
    pauseMs: 5,
    ...part,
  }
  return openModelWriter({
    settings,
    clock,
    ledger: openLedger(ledgerDeps()),
    builtIn,
    check,
    promptFor: async ({ kind, lang }) => defaultPrompt(kind, lang),
  })
}

async function textsOf(writer: Writer, facts = jacket, asked = request) {
  const { versions: written, ...answer } = await writer.write(asked, facts)
  return { texts: written.map(({ text }) => text), ...answer }
}

/** That the built-in writer stood in, and with which words. */
async function standIn(writer: Writer, facts = jacket): Promise<string> {
  const { texts, author, notes } = await textsOf(writer, facts)
  expect(texts).toEqual([STOOD_IN])
  expect(author.kind).toBe('rule')
  return notes[0]?.de ?? ''
}

describe('a language model as writer', () => {
  it('gives the versions it wrote, with its prompt as author, their sources and what they cost', async () => {
    server.behave(() => say(versions))
    const answer = await open().write(request, jacket)
    expect(answer.versions.map(({ text }) => text)).toEqual(versions)
    expect(answer.author).toEqual({
      kind: 'prompt',
      name: 'product-description.de',
      version: '0 openai-compatible/small',
    })
    expect(answer.notes).toEqual([])
    expect(answer.usage).toMatchObject({ calls: 1, inputTokens: 400, outputTokens: 200, costMicros: 1_200 })
    const [first] = answer.versions
    expect(first?.version.parts[0]?.sentences.map(({ sources }) => sources)).toEqual([
      ['Material', 'title', 'brand'],
      ['Gewicht'],
    ])
    expect(first === undefined ? '' : plainText(first.version)).toBe(versions[0])
    const [asked] = server.asked
    expect(asked?.headers.authorization).toBe('Bearer sk-test')
    expect(asked?.text).toContain('"Recyceltes Polyester"')
    expect(asked?.body.response_format).toMatchObject({ type: 'json_schema' })
  })

  it.each([
    ['openai', '/v1/chat/completions', 'authorization'],
    ['anthropic', '/v1/messages', 'x-api-key'],
  ] as const)('speaks %s', async (provider, path, header) => {
    server.behave(() => say(versions))
    const told: GrowingText[] = []
    const writer = open({ provider })
    expect((await textsOf(writer)).texts).toEqual(versions)
    const { versions: streamed, usage } = await writer.write(request, jacket, { onText: (one) => told.push(one) })
    expect(streamed.map(({ text }) => text)).toEqual(versions)
    expect(usage).toMatchObject({ inputTokens: 400, outputTokens: 200 })
    expect(told.length).toBeGreaterThan(1)
    expect(server.asked.map((one) => one.path)).toEqual([path, path])
    expect(String(server.asked[0]?.headers[header])).toContain('sk-test')
  })

  it('tells whole sentences while they are written, and none that something stands against', async () => {
    const wrong = 'Die Jacke Fjell wiegt 420 g. Sie besteht aus Baumwolle. Sie ist blau, und das sieht man ihr auch an.'
    server.behave(({ before }) => say(before === 0 ? [versions[0] ?? '', wrong] : [versions[1] ?? '']))
    const told: GrowingText[] = []
    const { versions: written } = await open().write({ ...request, versions: 2 }, jacket, {
      onText: (one) => told.push(one),
    })
    expect(written.map(({ text }) => text)).toEqual(versions.slice(0, 2))
    expect(
      told.some(({ text }) => text === 'Die Regenjacke Fjell von Bergfink besteht aus recyceltem Polyester.'),
    ).toBe(true)
    expect(told.some(({ index, text }) => index === 1 && text === 'Die Jacke Fjell wiegt 420 g.')).toBe(true)
    expect(told.filter(({ text }) => text.includes('Baumwolle'))).toEqual([])
  })

  it('is asked once more for versions with an error, with what was found, and those are dropped after that', async () => {
    const wrong = 'Die Regenjacke Fjell wiegt 900 g und ist aus Baumwolle.'
    server.behave(({ before }) => say(before === 0 ? [versions[0] ?? '', wrong] : [versions[2] ?? '', wrong]))
    const { texts, notes } = await textsOf(open())
    expect(texts).toEqual([versions[0], versions[2]])
    expect(server.asked).toHaveLength(2)
    expect(server.asked[1]?.text).toContain('Baumwolle')
    expect(notes[0]?.de).toMatch(/Von 3 Fassungen des Sprachmodells blieben 2/)
  })

  it('gives way to the built-in writer where every version contradicts the data', async () => {
    server.behave(() => say(['Die Regenjacke Fjell wiegt 900 g.', 'Fjell ist aus Baumwolle.']))
    expect(await standIn(open())).toMatch(/sprach ein Befund der Prüfungen; der eingebaute Texter/)
    expect(server.asked).toHaveLength(2)
  })

  it('leaves out versions that are too much like another', async () => {
    server.behave(() => say([versions[0] ?? '', `${versions[0]} Schön.`, versions[1] ?? '']))
    const { texts, maxOverlap } = await textsOf(open())
    expect(texts).toEqual([versions[0], versions[1]])
    expect(maxOverlap).toBeLessThan(0.35)
  })

  it('forgives fences and a sentence around the answer, HTML and Markdown in it', async () => {
    const text = '<b>Fjell</b> ist **blau**.\n\n# Material\nRecyceltes Polyester.'
    server.behave(() => ({ kind: 'text', text: `Gern!\n\`\`\`json\n${answerOf([text])}\n\`\`\`` }))
    expect((await textsOf(open(), jacket, { ...request, versions: 1 })).texts).toEqual([
      'Fjell ist blau.\n\nMaterial Recyceltes Polyester.',
    ])
  })

  it('is told only "JSON" where a server does not know schemas, from then on', async () => {
    server.behave(({ body }) =>
      JSON.stringify(body.response_format).includes('json_schema')
        ? { kind: 'status', status: 400, body: '{"error":{"message":"response_format json_schema is not supported"}}' }
        : say(versions),
    )
    const writer = open()
    expect((await textsOf(writer)).texts).toEqual(versions)
    expect((await textsOf(writer)).texts).toEqual(versions)
    expect(server.asked.map(({ body }) => JSON.stringify(body.response_format).includes('json_schema'))).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('what goes wrong with a language model', () => {
  it('429 is waited for as long as Retry-After says', async () => {
    server.behave(({ before }) =>
      before === 0 ? { kind: 'status', status: 429, headers: { 'retry-after': '0' } } : say(versions),
    )
    expect((await textsOf(open())).texts).toEqual(versions)
    expect(server.asked).toHaveLength(2)
  })

  it('429 that asks for hours is not waited for', async () => {
    server.behave(() => ({ kind: 'status', status: 429, headers: { 'retry-after': '7200' } }))
    const writer = open()
    expect(await standIn(writer)).toMatch(/429/)
    expect(server.asked).toHaveLength(1)
    // The next text does not ask at all.
    expect(await standIn(writer)).toMatch(/antwortete zuletzt nicht/)
    expect(server.asked).toHaveLength(1)
  })

  it.each([
    ['500 three times', { kind: 'status', status: 500 }, /Fehler aufgetreten/, 3],
    ['401', { kind: 'status', status: 401 }, /Schlüssel abgelehnt/, 1],
    ['404', { kind: 'status', status: 404 }, /gibt es dieses Sprachmodell nicht/, 1],
    ['400', { kind: 'status', status: 400 }, /nicht angenommen/, 1],
    ['a page of HTML', { kind: 'status', status: 200, body: '<html>login</html>' }, /verlangte Form/, 3],
    ['a line that breaks', { kind: 'cut', text: answerOf(versions), after: 150 }, /brach ab/, 3],
    ['no JSON', { kind: 'text', text: 'Regen, Regen, Regen.' }, /verlangte Form/, 3],
    ['JSON of another form', { kind: 'text', text: '{"texts":["a"]}' }, /verlangte Form/, 3],
    ['nothing', { kind: 'text', text: '' }, /leere Antwort/, 3],
    [
      'a refusal in words',
      { kind: 'text', text: 'I’m sorry, but as an AI language model I can’t do that.' },
      /wollte/,
      1,
    ],
    ['a refusal', { kind: 'refusal', text: 'I cannot help with that.' }, /wollte/, 1],
    ['a filtered answer', { kind: 'text', text: '{"ver', finish: 'content_filter' }, /wollte/, 1],
    ['ten megabytes', { kind: 'text', text: answerOf(['Regen. '.repeat(1_500_000)]) }, /viel zu lang/, 1],
  ] as const)('%s: the built-in writer writes, with a note why', async (_what, behaviour, note, times) => {
    server.behave(() => behaviour)
    expect(await standIn(open())).toMatch(note)
    expect(server.asked).toHaveLength(times)
  })

  it.each([
    ['a stream that breaks', { kind: 'cut', text: answerOf(versions), after: 150 }, /brach ab/, 3],
    ['a stream of ten megabytes', { kind: 'text', text: answerOf(['Regen. '.repeat(1_500_000)]) }, /viel zu lang/, 1],
    ['a stream of nothing', { kind: 'text', text: '' }, /leere Antwort/, 3],
    ['a refused stream', { kind: 'status', status: 401 }, /Schlüssel abgelehnt/, 1],
  ] as const)('%s: the same', async (_what, behaviour, note, times) => {
    server.behave(() => behaviour)
    const answer = await open().write(request, jacket, { onText: () => undefined })
    expect(answer.author.kind).toBe('rule')
    expect(answer.notes[0]?.de).toMatch(note)
    expect(server.asked).toHaveLength(times)
  })

  it('a stream that breaks once is begun again', async () => {
    server.behave(({ before }) =>
      before === 0 ? { kind: 'cut', text: answerOf(versions), after: 150 } : say(versions),
    )
    const answer = await open().write(request, jacket, { onText: () => undefined })
    expect(answer.versions.map(({ text }) => text)).toEqual(versions)
  })

  it('a server that says nothing is given up in time, and one that is not there at once', async () => {
    server.behave(() => ({ kind: 'silent' }))
    expect(await standIn(open({ timeoutMs: 60 }))).toMatch(/nicht rechtzeitig/)
    const gone = await openModelServer()
    await gone.close()
    expect(await standIn(open({ url: gone.url }))).toMatch(/nicht zu erreichen/)
  })

  it('who calls it off gets no text at all', async () => {
    server.behave(() => ({ kind: 'silent' }))
    const stop = new AbortController()
    const writing = open().write(request, jacket, { signal: stop.signal })
    setTimeout(() => stop.abort(new Error('called off')), 50)
    await expect(writing).rejects.toThrow('called off')
  })
})

describe('the monthly budget', () => {
  it('counts tokens and money, and is used up in the end: the built-in writer says so', async () => {
    server.behave(() => say(versions))
    // An answer of 2,000 tokens at most costs less than 0.02, and what it did cost is 0.0012.
    const writer = open({ monthlyBudget: 0.0115 })
    expect((await textsOf(writer)).texts).toEqual(versions)
    expect(await readSpend(ledgerDeps())).toEqual({
      month: '2026-11',
      calls: 1,
      input: 400,
      output: 200,
      costMicros: 1_200,
    })
    await state.pool.query('UPDATE model_spend SET cost_micros = 11000')
    expect(await standIn(writer)).toMatch(/Monatsbudget für das Sprachmodell ist aufgebraucht/)
    expect(server.asked).toHaveLength(1)
  })

  it('holds for questions put at the same time', async () => {
    server.behave(() => say(versions))
    const ledger = openLedger(ledgerDeps())
    const reserved = await Promise.all(Array.from({ length: 10 }, () => ledger.reserve(300, 1_000)))
    expect(reserved.filter((one) => one !== null)).toHaveLength(3)
    await reserved.find((one) => one !== null)?.settle({ input: 1, output: 1 }, 0)
    expect(await ledger.reserve(300, 1_000)).not.toBeNull()
  })

  it('of which no prices are known cannot be kept, so that nothing is asked', async () => {
    server.behave(() => say(versions))
    expect(await standIn(open({ monthlyBudget: 5, outputPrice: null }))).toMatch(/ohne Preise/)
    expect(server.asked).toEqual([])
  })

  it('is not charged for what was not worked on', async () => {
    server.behave(() => ({ kind: 'status', status: 401 }))
    await textsOf(open())
    expect(await readSpend(ledgerDeps())).toMatchObject({ calls: 1, input: 0, costMicros: 0 })
  })
})
