import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type EventStore, openEventStore } from './store.ts'
import { tabSeparated } from './tab-separated.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-tabs-'))
let store: EventStore
beforeAll(async () => {
  store = await openEventStore({ url: null, folder })
  await store.command('CREATE TABLE texts (no UInt32, a String, b String, last String) ENGINE = Memory')
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const row = z.object({ a: z.string(), b: z.string() })

describe('tab-separated lines', () => {
  it('bring every text through the engine as it was', async () => {
    const awkward = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('\t', '\n', '\r', '\\', '\0', '\b', '\f', "'", '"', 'N', 't', 'ß', '😀') }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(awkward, awkward), { minLength: 1, maxLength: 20 }), async (texts) => {
        await store.command('TRUNCATE TABLE texts')
        const lines = texts.map(([a, b], no) => tabSeparated([no, a, b, 'x']))
        await store.insertLines('texts', ['no', 'a', 'b', 'last'], lines.join('\n'))
        const rows = await store.query('SELECT a, b FROM texts ORDER BY no', {}, row)
        expect(rows).toEqual(texts.map(([a, b]) => ({ a, b })))
      }),
      { numRuns: 60 },
    )
  })
})
