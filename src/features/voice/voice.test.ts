import { beforeEach, describe, expect, it } from 'vitest'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { verifyAudit } from '../../stores/state/audit.ts'
import { editsOf, suggestionsOf } from './edits.ts'
import { learnVoice } from './learn.ts'
import { spokenAs } from './model.ts'
import { voiceSchema } from './schema.ts'
import { changeVoice, showVoice, suggestForVoice } from './service.ts'

const NOW = Date.parse('2026-06-25T03:00:00Z')

describe('the voice', () => {
  let state: TestState
  beforeEach(async () => {
    state = await openTestState()
    return () => state.close()
  })
  const deps = () => ({ state, clock: { now: () => NOW } })
  const voice = (part: object) => voiceSchema.parse(part)

  it('is kept in versions, and refused to whoever saw an older one', async () => {
    expect(await showVoice(deps())).toMatchObject({ version: 0, profile: { address: null, avoid: [] }, history: [] })
    await changeVoice(deps(), voice({ address: 'du' }), { expected: '0', actor: 'person:7' })
    const late = changeVoice(deps(), voice({ address: 'sie' }), { expected: '0', actor: 'person:8' })
    await expect(late).rejects.toMatchObject({ code: 'input.changed' })
    const shown = await changeVoice(deps(), voice({ address: 'sie' }), { expected: '1', actor: 'person:8' })
    expect(shown).toMatchObject({ version: 2, profile: { address: 'sie' } })
    expect(shown.history.map(({ by }) => by)).toEqual(['person:8', 'person:7'])
    expect((await verifyAudit(state)).brokenAt).toBeNull()
  })

  it('is suggested nothing where nothing was decided', async () => {
    expect(await suggestForVoice(deps())).toMatchObject({ drafts: 0, edited: 0, avoid: [] })
  })

  it('suggests what people take out of drafts they approve', async () => {
    for (let n = 0; n < 6; n++) await decide(state, n)
    const { drafts, edited, avoid } = await suggestForVoice(deps())
    expect({ drafts, edited }).toEqual({ drafts: 6, edited: 6 })
    expect(avoid).toMatchObject([{ word: 'hochwertige', instead: 'robuste', share: { count: 6, n: 6 } }])
    await changeVoice(deps(), voice({ avoid: [{ word: 'hochwertig', instead: 'robust' }] }), {
      expected: '0',
      actor: 'person:7',
    })
    expect((await suggestForVoice(deps())).avoid).toEqual([])
  })
})

/** A description proposed, edited and approved by a person. */
async function decide(state: TestState, n: number): Promise<void> {
  const text = (word: string) => `Eine ${word} Tasche, die viel trägt. Farbe ${n}.`
  const id = `00000000-0000-4000-8000-00000000000${n}`
  const draft = { lang: 'de', chosen: 'version1', version1: text('robuste'), version2: null }
  await state.pool.query(
    `INSERT INTO proposals (id, skill, subject_kind, subject_key, subject_label, title, reason, draft, effect_rank, evidence, author,
       checks, worst, content_hash, proposed_hash, state, search_text, created_at, decided_at, decided_by)
     VALUES ($1, 'content.product-description', 'product', $2, $5, $5, $5, $3, 0, '[]', '{}', '[]', 0, 'b', 'a', 'applied', '', $4, $4, 'person:7')`,
    [id, String(n), JSON.stringify(draft), new Date(NOW), JSON.stringify({ de: 'Tasche', en: 'Bag' })],
  )
  await state.pool.query(
    `INSERT INTO proposal_history (proposal_id, at, actor, action, changes) VALUES ($1, $2, 'person:7', 'edited', $3)`,
    [id, new Date(NOW), JSON.stringify([{ field: 'version1', before: text('hochwertige'), after: text('robuste') }])],
  )
}

describe('what a voice asks of a writer', () => {
  it('is the address, and the tone the stronger scale leans to', () => {
    expect(spokenAs({ address: null, liveliness: 0, nearness: -2 })).toEqual({ address: 'neutral', tone: 'plain' })
    expect(spokenAs({ address: 'du', liveliness: 2, nearness: 1 })).toEqual({ address: 'du', tone: 'lively' })
    expect(spokenAs({ address: 'sie', liveliness: 1, nearness: 1 })).toEqual({ address: 'sie', tone: 'warm' })
  })
})

describe('an edit', () => {
  const kinds = (proposed: string, approved: string) => editsOf({ proposed, approved }).map(({ kind }) => kind)
  it('is of the kind its words show', () => {
    expect(kinds('Sie wiegt 480 g.', 'Sie wiegt 460 g.')).toEqual(['fact'])
    expect(kinds('Sie hält zwei Jahre.', 'Sie hält zwei Jahre garantiert.')).toEqual(['law'])
    expect(kinds('Aus leichten Stoff.', 'Aus leichtem Stoff.')).toEqual(['grammar'])
    expect(kinds('Sie ist leicht. Sie ist warm und weich.', 'Sie ist leicht.')).toEqual(['length'])
    expect(kinds('Eine tolle Jacke.', 'Eine verlässliche Jacke.')).toEqual(['tone'])
    const [first, second] = ['Die Kapuze lässt sich verstellen.', 'Innen sitzt weiches Futter.']
    expect(new Set(kinds(`${first} ${second}`, `${second} ${first}`))).toEqual(new Set(['structure']))
    expect(kinds('Gleich.', 'Gleich.')).toEqual([])
  })
})

describe('a suggestion', () => {
  const text = (proposed: string, approved: string) =>
    ({ skill: 'content.product-description', lang: 'de', proposed, approved }) as const
  const often = (n: number, change: (at: number) => string) =>
    Array.from({ length: n }, (_, at) => text(`Eine hochwertige Jacke.`, change(at)))

  it('needs that it happened often, and mostly', () => {
    const removed = 'Eine Jacke.'
    const kept = 'Eine hochwertige Jacke.'
    expect(
      suggestionsOf(
        often(15, (at) => (at < 14 ? removed : kept)),
        [],
      ).avoid,
    ).toMatchObject([{ word: 'hochwertige', instead: null, share: { count: 14, n: 15 } }])
    expect(
      suggestionsOf(
        often(2, () => removed),
        [],
      ).avoid,
    ).toEqual([])
    expect(
      suggestionsOf(
        often(15, (at) => (at < 7 ? removed : kept)),
        [],
      ).avoid,
    ).toEqual([])
    expect(
      suggestionsOf(
        often(15, () => removed),
        ['hochwertig'],
      ).avoid,
    ).toEqual([])
  })
})

describe('what people do to drafts', () => {
  const drafts = (n: number, proposed: string, approved: string, skill = 'content.blog-post') =>
    Array.from({ length: n }, () => ({ skill, lang: 'de', proposed, approved }) as const)
  const habits = (...texts: ReturnType<typeof drafts>[]) => suggestionsOf(texts.flat(), []).habits.map(({ key }) => key)
  const sentence = 'Die Kapuze lässt sich verstellen. '

  it.each([
    ['shorter', sentence.repeat(6), sentence.repeat(2)],
    ['longer', sentence.repeat(2), sentence.repeat(4)],
    ['sie', 'Damit bleibst du trocken.', 'Damit bleiben Sie trocken.'],
    ['neutral', 'Damit bleibst du trocken.', 'Damit bleibt alles trocken.'],
    ['list', 'Dicht und leicht.', '- dicht\n- leicht'],
    ['no-heading', '## Dicht\n\nSie hält dicht.', 'Sie hält dicht.'],
    ['no-exclamation', 'Sie hält dicht!', 'Sie hält dicht.'],
    ['legal-note', 'Sie kostet wenig.', 'Sie kostet wenig, inkl. MwSt.'],
    ['no-legal-claim', 'Sie ist klimaneutral gefertigt.', 'Sie ist gefertigt.'],
    ['facts', 'Sie wiegt 480 g.', 'Sie wiegt 460 g.'],
    ['grammar', 'Aus leichten Stoff.', 'Aus leichtem Stoff.'],
    ['order', `${sentence}Innen sitzt weiches Futter.`, `Innen sitzt weiches Futter. ${sentence}`.trim()],
  ])('again and again is told: %s', (key, proposed, approved) => {
    expect(habits(drafts(8, proposed, approved))).toContain(key)
    // Once in a while is no habit, and what was left as it was is none.
    expect(habits(drafts(2, proposed, approved), drafts(8, proposed, proposed))).not.toContain(key)
  })

  it('is counted for each skill by itself', () => {
    const { skills, drafts: all } = suggestionsOf(
      [
        ...drafts(3, 'Sie wiegt 480 g.', 'Sie wiegt 460 g.'),
        ...drafts(2, 'Eine tolle Jacke.', 'Eine verlässliche Jacke.', 'content.newsletter'),
      ],
      [],
    )
    expect([all, skills]).toMatchObject([
      5,
      [
        { skill: 'content.blog-post', drafts: 3, edited: 3, kinds: { fact: 3, tone: 0 } },
        { skill: 'content.newsletter', drafts: 2, edited: 2, kinds: { fact: 0, tone: 2 } },
      ],
    ])
  })
})

describe('sample texts', () => {
  const samples = Array.from(
    { length: 8 },
    (_, n) => `Dein iPhone ${n} liegt gut in der Hand. Feinwerk nennen wir das. Du merkst es sofort.`,
  )
  it('show address, length of sentences, words and names', () => {
    const learned = learnVoice(samples, 'de')
    expect(learned).toMatchObject({
      texts: 8,
      sentences: 24,
      address: { value: 'du', share: { count: 8, n: 8 } },
      names: ['iPhone'],
    })
    expect(learned.favourites.map(({ word }) => word)).toContain('Feinwerk')
    expect(learned.sentenceWords).toEqual({ median: 4, p90: 8 })
  })
  it('say nothing of the address where they are too few, and nothing at all where they are empty', () => {
    expect(learnVoice(samples.slice(0, 1), 'de').address).toBeNull()
    expect(learnVoice(['', '  '], 'en')).toEqual({
      ...{ texts: 0, words: 0, sentences: 0, address: null, sentenceWords: null, favourites: [], names: [] },
    })
  })
})
