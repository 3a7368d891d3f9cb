import { describe, expect, it } from 'vitest'
import { bodiesOf, decidedIds, heldBack, joinAnswers, type Outcome } from './batch.ts'

const outcome = (id: string, what: Outcome['outcome']): Outcome => ({
  id,
  title: { de: id, en: id },
  outcome: what,
  message: null,
})

describe('a batch', () => {
  it('is sent in pieces of at most 500, none lost and none twice', () => {
    const seen = Array.from({ length: 1_001 }, (_, at) => ({ id: `p${at}`, contentHash: `h${at}`, title: 'not sent' }))
    const bodies = bodiesOf({ decision: 'approve' }, seen)
    expect(bodies.map(({ proposals }) => proposals.length)).toEqual([500, 500, 1])
    expect(bodies.flatMap(({ proposals }) => proposals)).toEqual(
      seen.map(({ id, contentHash }) => ({ id, contentHash })),
    )
    expect(bodies[2]?.decision).toBe('approve')
  })

  it('of nothing is no request', () => {
    expect(bodiesOf({ decision: 'reject', reason: 'wrong' }, [])).toEqual([])
  })

  it('adds what its pieces say; money that nobody knows stays unknown', () => {
    const one = { ready: 2, effectCents: null, outcomes: [outcome('a', 'ready')] }
    const two = { ready: 1, effectCents: -500, outcomes: [outcome('b', 'changed')] }
    expect(joinAnswers([one, two])).toEqual({
      ready: 3,
      effectCents: -500,
      outcomes: [...one.outcomes, ...two.outcomes],
    })
    expect(joinAnswers([one]).effectCents).toBeNull()
  })

  it('tells what is held back by reason, the most frequent first, and nothing of what goes through', () => {
    const answer = {
      ready: 1,
      effectCents: 0,
      outcomes: [
        outcome('a', 'denied'),
        outcome('b', 'blocked'),
        outcome('c', 'blocked'),
        outcome('d', 'ready'),
        outcome('e', 'done'),
      ],
    }
    expect(heldBack(answer).map(([why, which]) => [why, which.map(({ id }) => id)])).toEqual([
      ['blocked', ['b', 'c']],
      ['denied', ['a']],
    ])
    expect(decidedIds(answer)).toEqual(['d', 'e'])
  })
})
