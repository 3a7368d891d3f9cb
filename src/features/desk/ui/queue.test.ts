import { describe, expect, it } from 'vitest'
import { EMPTY_QUEUE, type Queue, queueReducer, shownRows } from './queue.ts'

const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
const at = (currentId: string | null, more: Partial<Queue> = {}): Queue => ({ ...EMPTY_QUEUE, currentId, ...more })

describe('the queue', () => {
  it('moves and holds at both ends', () => {
    expect(queueReducer(at('b'), { kind: 'move', by: 1, rows }).currentId).toBe('c')
    expect(queueReducer(at('d'), { kind: 'move', by: 1, rows }).currentId).toBe('d')
    expect(queueReducer(at('a'), { kind: 'move', by: -1, rows }).currentId).toBe('a')
    expect(queueReducer(at('a'), { kind: 'move', by: 99, rows }).currentId).toBe('d')
  })

  it('begins with the first where nothing is shown', () => {
    expect(queueReducer(at(null), { kind: 'move', by: 1, rows }).currentId).toBe('a')
  })

  it('keeps what is shown where it is not in the list and the list is empty', () => {
    expect(queueReducer(at('x'), { kind: 'move', by: 1, rows: [] }).currentId).toBe('x')
  })

  it('shows the next one at once when one is decided', () => {
    const queue = queueReducer(at('b'), { kind: 'decide', ids: ['b'], rows })
    expect(queue.currentId).toBe('c')
    expect(shownRows(rows, queue.gone).map(({ id }) => id)).toEqual(['a', 'c', 'd'])
  })

  it('shows the one above when the last is decided, and nothing when it was the only one', () => {
    expect(queueReducer(at('d'), { kind: 'decide', ids: ['d'], rows }).currentId).toBe('c')
    expect(queueReducer(at('a'), { kind: 'decide', ids: ['a'], rows: [{ id: 'a' }] }).currentId).toBeNull()
  })

  it('skips all that a batch decided, and no longer has them picked', () => {
    const queue = queueReducer(at('b', { picked: new Set(['b', 'c', 'a']) }), {
      kind: 'decide',
      ids: ['b', 'c'],
      rows,
    })
    expect(queue.currentId).toBe('d')
    expect([...queue.picked]).toEqual(['a'])
  })

  it('stays where it is when others are decided', () => {
    expect(queueReducer(at('a'), { kind: 'decide', ids: ['c'], rows }).currentId).toBe('a')
  })

  it('brings back what is taken back and shows it', () => {
    const decided = queueReducer(at('b'), { kind: 'decide', ids: ['b'], rows })
    const back = queueReducer(decided, { kind: 'return', ids: ['b'] })
    expect(back.currentId).toBe('b')
    expect(shownRows(rows, back.gone)).toBe(rows)
  })

  it('hides what was decided until the list no longer has it, and then no longer', () => {
    const decided = queueReducer(at('a'), { kind: 'decide', ids: ['a', 'b'], rows })
    const settled = queueReducer(decided, { kind: 'settle', rows: rows.filter(({ id }) => id !== 'a') })
    expect([...settled.gone]).toEqual(['b'])
  })

  it('picks and lets go', () => {
    const picked = queueReducer(at('a'), { kind: 'pick', id: 'a' })
    expect([...picked.picked]).toEqual(['a'])
    expect(queueReducer(picked, { kind: 'pick', id: 'a' }).picked.size).toBe(0)
    expect(queueReducer(picked, { kind: 'pick-none' }).picked.size).toBe(0)
  })
})
