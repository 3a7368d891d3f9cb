import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import type { ProductFacts } from '../text-check/index.ts'
import { readVoice } from '../voice/index.ts'
import { writeRequestSchema } from '../writing/index.ts'
import { TEXT_KERNELS } from './text-kernels.ts'
import { voicedWork } from './text-threads.ts'

const FACTS: ProductFacts = {
  externalId: 'tent',
  title: { de: 'Zelt Alm', en: 'Tent Alm' },
  brand: 'Bergfink',
  category: 'Ausrüstung > Zelte',
  attributes: [
    { name: 'Material', value: { de: 'Nylon', en: 'Nylon' } },
    { name: 'Gewicht', value: { de: '1,8 kg', en: '1.8 kg' } },
  ],
  description: {},
  tags: [],
  variants: [],
  currency: 'EUR',
}
let state: TestState
beforeAll(async () => {
  state = await openTestState()
})
afterAll(() => state.close())

const request = writeRequestSchema.parse({ kind: 'product-description', lang: 'de' })

describe('texts in threads', () => {
  it('are written and checked as they are in this one', async () => {
    const written = await voicedWork(state).writeChecked(FACTS, request)
    expect(written).toEqual(await TEXT_KERNELS.writeChecked(FACTS, request, (await readVoice(state)).profile))
    expect(written.versions.length).toBeGreaterThan(0)
    const context = { lang: 'de', facts: FACTS } as const
    const found = await voicedWork(state).checkText('Das Zelt wiegt 3 kg und ist schöhn.', context)
    expect(found).toEqual(await TEXT_KERNELS.checkText('Das Zelt wiegt 3 kg und ist schöhn.', context))
    expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['facts.contradicted', 'craft.spelling']))
  })

  it('leave this thread free while they are at it', async () => {
    await voicedWork(state).writeChecked(FACTS, request)
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    await Promise.all(
      Array.from({ length: 10 }, (_, seed) => voicedWork(state).writeChecked(FACTS, { ...request, seed })),
    )
    clearInterval(timer)
    expect(turns).toBeGreaterThan(5)
  })
})
