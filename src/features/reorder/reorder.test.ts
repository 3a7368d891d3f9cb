import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestStore, order, product, type TestStore, variant } from '../../../test/event-store.ts'
import { nightOf, proposalsOf } from '../../../test/skill.ts'
import { startSmtp, type TestSmtp } from '../../../test/smtp.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { AppError } from '../../core/errors.ts'
import { addDays } from '../../core/time.ts'
import type { OrderRecord, ProductRecord } from '../../ingest/records.ts'
import type { ApplyJob, NewProposal } from '../desk/index.ts'
import type { Contribution } from '../findings/index.ts'
import { incidentsStep } from '../incidents/index.ts'
import { coverDays, orderCents } from './model.ts'
import { type ReorderDraft, reorderDraftSchema } from './schema.ts'
import { type ReorderDeps, reorderSkill } from './skill.ts'

const AS_OF = '2026-06-24'
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)

const article = (
  key: string,
  stock: number | null,
  part: Partial<ProductRecord> = {},
  recordedBack = 1,
): ProductRecord =>
  product(key, {
    title: { de: `Ding ${key}`, en: `Thing ${key}` },
    brand: 'Fjell',
    variants: [variant(key, { stock, costCents: 1000, priceCents: 2000 })],
    validFrom: at(addDays(AS_OF, -recordedBack)),
    ...part,
  })

/** Sells 2 a day each unless said otherwise. */
function makeOrders(): OrderRecord[] {
  const orders: OrderRecord[] = []
  const sell = (sku: string, pieces: number, from: number, to: number) => {
    for (let back = from; back >= to; back--) {
      for (let n = 0; n < pieces; n++) orders.push(order(`o${orders.length}`, addDays(AS_OF, -back), [[sku, 1, 2000]]))
    }
  }
  for (let p = 0; p < 6; p++) sell(`P${p}`, 3, 100, 0)
  sell('OUT', 2, 100, 10)
  sell('SHORT', 2, 100, 0)
  sell('PLENTY', 2, 100, 0)
  sell('OLD-NEWS', 2, 100, 0)
  sell('SILENT', 2, 100, 20)
  sell('GONE', 2, 100, 10)
  sell('NEW', 2, 9, 0)
  sell('RARE', 1, 3, 0)
  sell('FILLED', 2, 100, 0)
  return orders
}

let store: TestStore
let incidents: Contribution
let state: TestState
let smtp: TestSmtp

beforeAll(async () => {
  store = await openTestStore()
  await store.fill([
    ...makeOrders(),
    article('OUT', 0, {}, 5),
    article('SHORT', 22),
    article('PLENTY', 500),
    article('OLD-NEWS', 3, {}, 60),
    article('GONE', 0, { status: 'archived' }),
    article('NEW', 20, { brand: '', title: { en: 'New thing' } }),
    article('RARE', 0),
    article('FILLED', 10, {}, 12),
    article('SILENT', null),
  ])
  incidents = await incidentsStep.run(store.context('incidents', { asOf: AS_OF }))
  state = await openTestState()
})
afterAll(async () => {
  await store.close()
  await state.close()
})
beforeEach(async () => {
  smtp = await startSmtp()
  await state.pool.query('TRUNCATE mails_sent')
})
afterEach(async () => {
  await smtp.close()
})

function open(part: Partial<ReorderDeps> = {}) {
  return reorderSkill({
    state,
    clock: { now: () => at(AS_OF) },
    lang: 'de',
    leadDays: 14,
    mail: { smtpUrl: smtp.url, from: 'Dirigent <dirigent@shop.example>', to: ['einkauf@shop.example'] },
    stockOf: async () => null,
    ...part,
  })
}

const propose = (skill = open()) =>
  proposalsOf(
    skill,
    nightOf(store, 'stock.reorder', { asOf: AS_OF, contributions: new Map([['incidents', incidents]]) }),
  )

async function proposalOf(supplier: string, skill = open()): Promise<NewProposal<ReorderDraft>> {
  const found = (await propose(skill)).find(({ draft }) => draft.supplier === supplier)
  if (found === undefined) throw new RangeError(`nothing was proposed for ${supplier}`)
  return { ...found, draft: reorderDraftSchema.parse(found.draft) }
}

const job = (draft: ReorderDraft, key = 'p1/h1'): ApplyJob<ReorderDraft> => ({
  proposalId: 'p1',
  contentHash: 'h1',
  draft,
  key,
  lang: 'de',
})

function outside(skill = open()) {
  if (skill.acts !== 'outside') throw new RangeError('acts inside')
  return skill
}

async function fault(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AppError) return error
  throw new RangeError(`no fault of ours: ${String(error)}`)
}

/** What of a forecast is not read here. */
const FORECAST = {
  kind: 'product',
  category: '',
  title: {},
  as_of: AS_OF,
  sold: [],
  weeks: [],
  weeks_low: [],
  weeks_high: [],
  weeks_naive: [],
  days: [],
  days_low: [],
  days_high: [],
  quarter: [],
  months: [],
  month_before: 0,
  month_cents: 0,
  change_cents: 0,
  method: '',
  uses: 'model',
  has_weather: false,
  out_of_stock_weeks: 0,
  error: 0,
  naive_error: 0,
  nights: 0,
}

async function saveForecasts(rows: readonly object[]): Promise<void> {
  await state.pool.query(
    'INSERT INTO demand_forecasts SELECT * FROM jsonb_populate_recordset(NULL::demand_forecasts, $1::jsonb)',
    [JSON.stringify(rows)],
  )
}

const codes = async (draft: ReorderDraft, skill = open()) =>
  (await skill.check(draft)).map(({ level, code }) => `${level} ${code}`)

describe('the night of stock.reorder', () => {
  it('asks for what is sold out and what will not last, by brand, and for nothing else', async () => {
    const made = await propose()
    const lines = made.map(({ draft }) => [draft.supplier, draft.lines.map(({ sku }) => sku).toSorted()])
    expect(lines).toEqual([
      ['Fjell', ['OUT', 'SHORT', 'SILENT']],
      ['', ['NEW']],
    ])
  })

  it('orders so much that it lasts four weeks after the delivery', async () => {
    const { draft } = await proposalOf('Fjell')
    const line = (sku: string) => draft.lines.find((one) => one.sku === sku)
    // 2 a day for 14 + 28 days, from an empty shelf.
    expect(line('OUT')).toMatchObject({ quantity: 84, left: 0, perDay: 2, costCents: 1000, priceCents: 2000 })
    // Sold since the stock was last heard of: two days of two pieces.
    expect(line('SHORT')).toMatchObject({ quantity: 84 - 18, left: 18 })
    expect(line('SILENT')).toMatchObject({ quantity: 84, left: null, perDay: 2 })
    expect(draft.lines.map(coverDays)).toEqual([42, 42, 42])
    expect(orderCents(draft)).toBe((84 + 66 + 84) * 1000)
    // A product of ten days has the pace of ten days.
    expect((await proposalOf('')).draft.lines[0]).toMatchObject({ perDay: 2, title: 'New thing' })
  })

  it('says why, in both languages, with money, interval and evidence', async () => {
    const { title, reason, effect, evidence } = await proposalOf('Fjell')
    expect(title).toEqual({
      de: 'Bestellanfrage „Fjell“: 3 Artikel, 234 Stück',
      en: 'Purchase request “Fjell”: 3 articles, 234 pieces',
    })
    expect(reason.de).toContain(
      '1 Artikel ist ausverkauft, 1 Artikel ist wahrscheinlich ausverkauft und 1 Artikel reicht',
    )
    expect(reason.en).toContain('1 article is sold out, 1 article is probably sold out and 1 article will not last')
    // 40 a day of each: a month of the two empty shelves, and of the third one what is not there any more.
    expect(effect).toMatchObject({ cents: 3 * 28 * 4000, periodDays: 28 })
    expect(effect?.low).toBeLessThan(effect?.cents ?? 0)
    expect(effect?.high).toBeGreaterThan(effect?.cents ?? 0)
    expect(evidence.map(({ id }) => id)).toEqual(['stock.reorder.demand', 'incidents.units'])
  })

  it('goes by the forecast of the night where there is one, and orders what it keeps against being off', async () => {
    const forecasts = [
      ['test/SHORT', 28 * 4, 70],
      ['test/PLENTY', 28 * 50, 800],
      ['test/OUT', 28 * 2, 30],
    ] as const
    const record = (key: string, month: number, point: number) => ({
      ...FORECAST,
      key,
      month: [month, 0, 0, 0],
      reorder_point: point,
    })
    await saveForecasts(forecasts.map(([key, month, point]) => record(key, month, point)))
    const { draft } = await proposalOf('Fjell')
    const line = (sku: string) => draft.lines.find((one) => one.sku === sku)
    expect(line('SHORT')).toMatchObject({ perDay: 4, quantity: 70 + 28 * 4 - 18 })
    // 500 pieces would last for months at the pace of late, and not at the one that is coming.
    expect(line('PLENTY')?.quantity).toBeGreaterThan(1_500)
    expect(line('SILENT')).toMatchObject({ quantity: 84 })
    await state.pool.query('TRUNCATE demand_forecasts')
  })

  it('writes the mail in the language of the shop', async () => {
    const { draft } = await proposalOf('Fjell', open({ lang: 'en' }))
    expect(draft.subject).toBe('Purchase request: 3 articles from Fjell')
    expect(draft.intro).toMatch(/^Hello,/)
    expect(draft.lines.map(({ title }) => title)).toContain('Thing OUT')
  })

  it('says nothing before the shop has a history', async () => {
    const young = { ...incidents, notEnoughData: { de: 'zu jung', en: 'too young' } }
    const contributions = new Map([['incidents', young]])
    expect(await proposalsOf(open(), nightOf(store, 'stock.reorder', { asOf: AS_OF, contributions }))).toEqual([])
    expect(await proposalsOf(open(), nightOf(store, 'stock.reorder', { asOf: AS_OF }))).toEqual([])
  })
})

describe('the guardrails of stock.reorder', () => {
  it('stop what cannot go out, and say what to set', async () => {
    const { draft } = await proposalOf('Fjell')
    const skill = open({ mail: { smtpUrl: null, from: 'a@b.example', to: [] } })
    const [found] = await skill.check(draft)
    expect([found?.level, found?.code]).toEqual(['error', 'mail.not-set-up'])
    expect(found?.message.de).toContain('DIRIGENT_SMTP_URL und DIRIGENT_PURCHASING_TO sind nicht gesetzt')
    expect((await fault(outside(skill).apply(job(draft)))).code).toBe('config.invalid')
  })

  it('say what is not known, what has come since, and that nothing would be ordered', async () => {
    const { draft } = await proposalOf('Fjell')
    expect(await codes(draft)).toEqual(['warning reorder.stock-unknown', 'note reorder.costs'])
    const filled = open({ stockOf: async (sku) => (sku === 'OUT' ? 90 : null) })
    expect(await codes(draft, filled)).toContain('warning reorder.stock-filled')
    const none = { ...draft, lines: draft.lines.map((line) => ({ ...line, quantity: 0 })) }
    expect(await codes(none)).toEqual(['error reorder.empty'])
    const unpriced = { ...draft, lines: draft.lines.map((line) => ({ ...line, costCents: null })) }
    expect(await codes(unpriced)).toContain('note reorder.cost-unknown')
  })

  it('want two people where the order costs more than 5,000', async () => {
    const { draft } = await proposalOf('Fjell')
    expect(open().secondPair(draft)).toBe(false)
    expect(open().weight(draft)).toEqual({ cents: 234_000, changePercent: null })
    const dear = { ...draft, lines: draft.lines.map((line) => ({ ...line, costCents: 5000 })) }
    expect([open().secondPair(dear), orderCents(dear)]).toEqual([true, 1_170_000])
  })
})

describe('stock.reorder acts', () => {
  it('sends the request as a person left it, once, with the same Message-ID', async () => {
    const { draft } = await proposalOf('Fjell')
    const [first, ...rest] = draft.lines
    if (first === undefined) throw new RangeError('no line')
    const edited = { ...draft, subject: 'Bitte dringend', lines: [{ ...first, quantity: 0 }, ...rest] }
    const receipt = await outside().apply(job(edited))
    expect(await outside().apply(job(edited))).toEqual(receipt)
    expect(smtp.received).toHaveLength(1)
    const [mail] = smtp.received
    expect([mail?.subject, mail?.messageId]).toEqual(['Bitte dringend', receipt.detail.messageId])
    expect(mail?.text).not.toContain(`(${first.sku})`)
    for (const { sku, quantity } of rest)
      expect(mail?.text).toContain(`${quantity} × Ding ${sku} (${sku}), reicht rund`)
    expect(mail?.text).toMatch(/^Guten Tag,[\s\S]*Vielen Dank!\s*$/)
    expect(receipt.summary.de).toBe('Die Anfrage über 2 Artikel ist an den Einkauf gegangen.')
  })

  it('tries again what was refused for now, and says so', async () => {
    const { draft } = await proposalOf('Fjell')
    smtp.troubles.push('later', 'never')
    const later = await fault(outside().apply(job(draft)))
    expect(later.details).toMatchObject({ temporary: true, maybeDone: false })
    const never = await fault(outside().apply(job(draft)))
    expect(never.details).toMatchObject({ temporary: false, maybeDone: false })
    expect(await outside().settle(job(draft))).toEqual({ status: 'not-done' })
    await outside().apply(job(draft))
    expect(smtp.received).toHaveLength(1)
  })

  it('says of what may have gone out by which number to look for it; approved again, it goes out with the same', async () => {
    const { draft } = await proposalOf('Fjell')
    smtp.troubles.push('cut')
    const cut = await fault(outside().apply(job(draft)))
    expect(cut.details).toMatchObject({ temporary: false, maybeDone: true })
    const messageId = smtp.received[0]?.messageId
    const unknown = {
      status: 'unknown',
      message: {
        de: expect.stringContaining(`Message-ID ${messageId}`),
        en: expect.stringContaining(`Message-ID ${messageId}`),
      },
    }
    expect(await outside().settle(job(draft))).toEqual(unknown)
    const receipt = await outside().apply(job(draft))
    expect(smtp.received.map((mail) => mail.messageId)).toEqual([messageId, messageId])
    expect(await outside().settle(job(draft))).toEqual({ status: 'done', receipt })
  })

  it('knows of a request that went out and whose receipt was lost', async () => {
    const { draft } = await proposalOf('Fjell')
    const receipt = await outside().apply(job(draft))
    expect(await outside().settle(job(draft))).toEqual({ status: 'done', receipt })
    expect(await outside().settle(job(draft, 'p2/h2'))).toEqual({ status: 'not-done' })
  })

  it('waits for a server that is away', async () => {
    const { draft } = await proposalOf('Fjell')
    await smtp.close()
    const away = await fault(outside().apply(job(draft)))
    expect(away.details).toMatchObject({ temporary: true, maybeDone: false, reason: 'ECONNREFUSED' })
    smtp = await startSmtp()
  })
})
