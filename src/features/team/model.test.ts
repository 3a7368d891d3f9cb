import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RIGHTS_OF, ROLES } from '../../core/rights.ts'
import {
  ACCOUNT_BRAKE,
  ADDRESS_BRAKE,
  isOver,
  mayGive,
  permitChange,
  SESSION_IDLE_MS,
  SESSION_MS,
  waitAfter,
} from './model.ts'

const owner = new Set(RIGHTS_OF.owner)

describe('waitAfter', () => {
  it('lets some attempts through, then doubles the wait up to the longest', () => {
    expect([1, 5, 6, 7, 8].map((attempts) => waitAfter(attempts, ACCOUNT_BRAKE))).toEqual([0, 0, 2_000, 4_000, 8_000])
    expect(waitAfter(1_000_000, ACCOUNT_BRAKE)).toBe(ACCOUNT_BRAKE.mostWaitMs)
  })

  it('never becomes shorter', () =>
    fc.assert(
      fc.property(fc.nat(10_000), fc.constantFrom(ACCOUNT_BRAKE, ADDRESS_BRAKE), (attempts, brake) => {
        expect(waitAfter(attempts + 1, brake)).toBeGreaterThanOrEqual(waitAfter(attempts, brake))
      }),
    ))
})

describe('isOver', () => {
  const at = 1_000_000
  it('ends a session that is not used', () => {
    expect(isOver({ createdAt: at, seenAt: at }, at + SESSION_IDLE_MS - 1)).toBe(false)
    expect(isOver({ createdAt: at, seenAt: at }, at + SESSION_IDLE_MS)).toBe(true)
  })
  it('ends one in the end, however much it is used', () => {
    const now = at + SESSION_MS
    expect(isOver({ createdAt: at, seenAt: now - 1 }, now - 1)).toBe(false)
    expect(isOver({ createdAt: at, seenAt: now }, now)).toBe(true)
  })
})

describe('mayGive', () => {
  it('gives nobody more than the giver has', () =>
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), fc.constantFrom(...ROLES), (giver, role) => {
        const rights = new Set(RIGHTS_OF[giver])
        expect(mayGive(rights, role)).toBe(RIGHTS_OF[role].every((right) => rights.has(right)))
      }),
    ))
})

describe('permitChange', () => {
  const person = { id: 2, role: 'owner', disabled: false } as const
  const change = { by: 1, rights: owner, person, owners: [1, 2], role: 'viewer' } as const

  it('lets an owner change another', () => expect(() => permitChange(change)).not.toThrow())
  it('lets nobody change themselves', () => {
    for (const role of [...ROLES, null])
      expect(() => permitChange({ ...change, by: 2, role })).toThrow(/their own role/)
  })
  it('keeps the last owner', () => {
    for (const role of ['viewer', null] as const)
      expect(() => permitChange({ ...change, by: null, owners: [2], role })).toThrow(/only owner/)
    expect(() => permitChange({ ...change, by: null, owners: [2], role: 'owner' })).not.toThrow()
  })
  it('lets a disabled owner go while another is there', () =>
    expect(() => permitChange({ ...change, person: { ...person, disabled: true }, owners: [1] })).not.toThrow())
  it('refuses whoever has less than the person or than the role', () => {
    const rights = new Set([...RIGHTS_OF['marketing-lead'], 'team.manage'] as const)
    expect(() => permitChange({ ...change, rights })).toThrow(/do not have/)
    const viewer = { ...change, rights, person: { id: 3, role: 'viewer', disabled: false } } as const
    expect(() => permitChange({ ...viewer, role: 'sales' })).not.toThrow()
    expect(() => permitChange({ ...viewer, role: 'owner' })).toThrow(/do not have/)
  })
})
