import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../core/errors.ts'
import {
  type Approval,
  approve,
  type Cause,
  COMMANDS,
  canonicalJson,
  changesBetween,
  contentHashOf,
  forbiddenChange,
  isTemporary,
  reconcile,
  storable,
  TRANSITIONS,
  transition,
  waitBefore,
} from './model.ts'
import { type CheckFinding, STATES, type State } from './schema.ts'

const anyState = fc.constantFrom(...STATES)
const anyCommand = fc.constantFrom(...COMMANDS)
const anyCause = fc.constantFrom<Cause>('person', 'rule', 'system')

/** As docs/guide/desk.md draws them, apart from who may cause what. */
const DRAWN: Readonly<Record<State, readonly State[]>> = {
  open: ['approved', 'edited', 'rejected', 'expired', 'withdrawn'],
  approved: ['applied', 'failed', 'open', 'withdrawn'],
  edited: ['applied', 'failed', 'open', 'withdrawn'],
  failed: ['approved', 'edited', 'withdrawn'],
  applied: ['undone'],
  rejected: ['open'],
  expired: [],
  withdrawn: [],
  undone: [],
}

describe('the ways between states', () => {
  it('no sequence of commands, by whomever, leads along a way that is not drawn', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyCommand, anyCause), { maxLength: 40 }), (commands) => {
        let state: State = 'open'
        for (const [command, cause] of commands) {
          const next = transition(state, command, cause)
          if (next === null) continue
          expect(DRAWN[state]).toContain(next)
          state = next
        }
      }),
      { numRuns: 500 },
    )
  })

  it('every drawn way can be gone', () => {
    for (const from of STATES) {
      const reached = TRANSITIONS.filter((way) => way.from === from).map(({ to }) => to)
      expect([...new Set(reached)].sort()).toEqual([...DRAWN[from]].sort())
    }
  })

  it('a rejection is taken back by a person, and is final for everybody else', () => {
    fc.assert(
      fc.property(anyCommand, anyCause, (command, cause) => {
        const isTakenBack = command === 'reopen' && cause === 'person'
        expect(transition('rejected', command, cause)).toBe(isTakenBack ? 'open' : null)
      }),
    )
  })

  it('what is over stays over', () => {
    const over = fc.constantFrom<State>('expired', 'withdrawn', 'undone')
    fc.assert(
      fc.property(over, anyCommand, anyCause, (state, command, cause) => {
        expect(transition(state, command, cause)).toBeNull()
      }),
    )
  })

  it('a command leads to one place only', () => {
    const keys = TRANSITIONS.map(({ from, command }) => `${from} ${command}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('a rule approves what is open and nothing else; only a person rejects, changes or repeats', () => {
    expect(TRANSITIONS.filter(({ by }) => by.includes('rule'))).toEqual([
      { from: 'open', command: 'approve', to: 'approved', by: ['person', 'rule'] },
    ])
    for (const { from, command, by } of TRANSITIONS)
      if (command === 'reject' || command === 'approve-edited' || (from === 'failed' && command === 'approve'))
        expect(by).toEqual(['person'])
  })
})

const facts = fc.record({
  state: anyState,
  contentHash: fc.constantFrom('a', 'b', 'c'),
  proposedHash: fc.constantFrom('a', 'b', 'c'),
  firstApprover: fc.constantFrom(null, 'person:1', 'person:2'),
})
const finding = (level: CheckFinding['level']): CheckFinding => ({
  level,
  code: 'x',
  message: { de: '', en: '' },
  field: null,
})
const approval: fc.Arbitrary<Approval> = fc.record({
  seenHash: fc.constantFrom('a', 'b', 'c'),
  contentHash: fc.constantFrom('a', 'b', 'c'),
  checks: fc.array(fc.constantFrom<CheckFinding['level']>('error', 'warning', 'note').map(finding), { maxLength: 3 }),
  needsSecond: fc.boolean(),
  cause: fc.constantFrom('person', 'rule'),
  actor: fc.constantFrom('person:1', 'person:2', 'key:1', 'cli', 'autonomy'),
})

describe('an approval', () => {
  it('of another content than what is there never passes', () => {
    fc.assert(
      fc.property(facts, approval, (there, given) => {
        fc.pre(given.seenHash !== there.contentHash)
        expect(approve(there, given).kind).toBe('refused')
      }),
    )
  })

  it('never passes over an error, whoever gives it', () => {
    fc.assert(
      fc.property(facts, approval, (there, given) => {
        fc.pre(given.checks.some(({ level }) => level === 'error'))
        expect(approve(there, given).kind).toBe('refused')
      }),
    )
  })

  it('where two are needed is decided by two different people who approved the same content', () => {
    fc.assert(
      fc.property(facts, approval, (there, given) => {
        const outcome = approve(there, { ...given, needsSecond: true })
        if (outcome.kind !== 'decided') return
        expect(given.actor).toMatch(/^person:/)
        expect(there.firstApprover).not.toBeNull()
        expect(there.firstApprover).not.toBe(given.actor)
        expect(given.contentHash).toBe(there.contentHash)
      }),
    )
  })

  it('leads where the table says, and a rule approves nothing that was changed', () => {
    fc.assert(
      fc.property(facts, approval, (there, given) => {
        const outcome = approve(there, given)
        if (outcome.kind !== 'decided') return
        expect(['open', 'failed']).toContain(there.state)
        expect(outcome.to).toBe(given.contentHash === there.proposedHash ? 'approved' : 'edited')
        if (given.cause === 'rule') expect(outcome.to).toBe('approved')
      }),
    )
  })
})

describe('the content hash', () => {
  const subject = { kind: 'product', key: '1' }

  it('does not depend on the order of keys and depends on everything else', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (draft) => {
        const turned = Object.fromEntries(Object.entries(draft).reverse())
        expect(contentHashOf('s', subject, turned)).toBe(contentHashOf('s', subject, draft))
        expect(contentHashOf('t', subject, draft)).not.toBe(contentHashOf('s', subject, draft))
        expect(contentHashOf('s', { ...subject, key: '2' }, draft)).not.toBe(contentHashOf('s', subject, draft))
      }),
    )
  })

  it('differs wherever two drafts differ', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = canonicalJson(a) === canonicalJson(b)
        expect(contentHashOf('s', subject, a) === contentHashOf('s', subject, b)).toBe(same)
        expect(changesBetween(a, b).length === 0).toBe(same)
      }),
    )
  })
})

describe('what the store keeps', () => {
  it('is JSON without what PostgreSQL refuses, and stays itself when it is kept again', () => {
    const hostile = { 'a\0': 'x\0y', b: ['\ud800', '\\u0000', 'ä😀'], c: undefined }
    expect(storable(hostile)).toEqual({ a: 'xy', b: ['', '\\u0000', 'ä😀'] })
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(storable(storable(value))).toEqual(storable(value))
      }),
    )
  })
})

describe('changes', () => {
  it('are named by path, with lists as one value', () => {
    const before = { priceCents: 100, title: { de: 'A', en: 'B' }, tags: ['x'], same: 1 }
    const after = { priceCents: 90, title: { de: 'A', en: 'C' }, tags: ['x', 'y'], same: 1 }
    expect(changesBetween(before, after)).toEqual([
      { field: 'priceCents', before: 100, after: 90 },
      { field: 'tags', before: ['x'], after: ['x', 'y'] },
      { field: 'title.en', before: 'B', after: 'C' },
    ])
  })

  it('are forbidden where nothing that may be edited holds them', () => {
    const changes = changesBetween({ a: 1, b: { c: 1 }, bc: 1 }, { a: 2, b: { c: 2 }, bc: 2 })
    expect(forbiddenChange(changes, ['a', 'b', 'bc'])).toBeNull()
    expect(forbiddenChange(changes, ['a', 'b'])?.field).toBe('bc')
    expect(forbiddenChange(changes, [])?.field).toBe('a')
  })
})

describe('a new draft beside an earlier one', () => {
  const before = {
    state: 'open' as State,
    contentHash: 'a',
    proposedHash: 'a',
    origin: 'night:1',
    isTouched: false,
    refusedAt: null,
    rejectReason: null,
  }
  const DAY = 86_400_000
  const next = { contentHash: 'b', origin: 'night:2', now: 100 * DAY }

  it('is nothing where it is there already, as it is or as the skill made it before somebody changed it', () => {
    expect(reconcile(before, { ...next, contentHash: 'a' })).toBe('same')
    expect(reconcile({ ...before, contentHash: 'c' }, { ...next, contentHash: 'a' })).toBe('same')
  })

  it('is nothing where the same night has proposed for the subject, whatever became of it', () => {
    for (const state of STATES) expect(reconcile({ ...before, state }, { ...next, origin: 'night:1' })).toBe('same')
  })

  it('takes the place of one that nobody touched, and waits beside one that somebody did', () => {
    expect(reconcile(before, next)).toBe('replace')
    expect(reconcile({ ...before, isTouched: true }, next)).toBe('beside')
    expect(reconcile({ ...before, state: 'failed' }, next)).toBe('replace')
  })

  it('is nothing while an earlier one is on its way', () => {
    expect(reconcile({ ...before, state: 'approved' }, next)).toBe('same')
    expect(reconcile({ ...before, state: 'edited' }, next)).toBe('same')
  })

  it('is not made again unchanged for a while after a person did not want it', () => {
    const rejected = { ...before, state: 'rejected' as State, refusedAt: 90 * DAY, rejectReason: 'wrong' }
    expect(reconcile(rejected, { ...next, contentHash: 'a' })).toBe('refused')
    expect(reconcile(rejected, next)).toBe('add')
    expect(reconcile({ ...rejected, rejectReason: 'bad-timing' }, { ...next, contentHash: 'a' })).toBe('add')
    expect(reconcile({ ...rejected, refusedAt: 9 * DAY }, { ...next, contentHash: 'a' })).toBe('add')
  })
})

describe('attempts', () => {
  it('are repeated where it may help: the network, a busy other side, a store that was away', () => {
    const coded = (code: string) => Object.assign(new Error('x'), { code })
    for (const code of ['ECONNREFUSED', 'ETIMEDOUT', 'UND_ERR_SOCKET', '57P01', '40P01', '08006'])
      expect(isTemporary(coded(code))).toBe(true)
    expect(isTemporary(new TypeError('fetch failed', { cause: coded('ECONNRESET') }))).toBe(true)
    expect(isTemporary(new AppError('channel.failed', 'x'))).toBe(true)
    expect(isTemporary(new AppError('channel.failed', 'x', { temporary: true }))).toBe(true)
    const refused = new AppError('channel.failed', 'x', { temporary: false }, { cause: coded('ECONNRESET') })
    expect(isTemporary(refused)).toBe(false)
    for (const error of [new AppError('input.invalid', 'x'), new RangeError('x'), coded('23505'), 'text'])
      expect(isTemporary(error)).toBe(false)
  })

  it('wait longer each time and end', () => {
    const waits = Array.from({ length: 10 }, (_, i) => waitBefore(i + 1))
    const given = waits.filter((wait) => wait !== null)
    expect(given).toEqual([...given].sort((a, b) => a - b))
    expect(waits.at(-1)).toBeNull()
  })
})
