import { describe, expect, it } from 'vitest'
import { Gate } from './gate.ts'

describe('the gate', () => {
  it('lets a few through at a time, the others in turn, and turns away those beyond', async () => {
    const gate = new Gate(2, 1)
    const leave: (() => void)[] = []
    const work = () => gate.pass(() => new Promise<void>((resolve) => leave.push(resolve)))
    const first = [work(), work(), work()]
    await Promise.resolve()
    expect(leave).toHaveLength(2)
    await expect(work()).rejects.toMatchObject({ code: 'work.overloaded' })
    leave.shift()?.()
    await first[0]
    await Promise.resolve()
    expect(leave).toHaveLength(2)
    for (const end of leave.splice(0)) end()
    await Promise.all(first)
  })

  it('gives the place back where the work fails', async () => {
    const gate = new Gate(1, 0)
    await expect(gate.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await gate.pass(async () => 'yes')).toBe('yes')
  })
})
