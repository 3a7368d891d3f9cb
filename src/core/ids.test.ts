import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { idOf, sha256 } from './ids.ts'

describe('ids', () => {
  it('are SHA-256 of the parts, each with its length before it, shaped as a UUID of version 8', () => {
    const hex = createHash('sha256').update('5:event').update('4:shop').update('2:42').update('5:Größe').digest('hex')
    const id = idOf('event', 'shop', 42, 'Größe')
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(id.slice(0, 13)).toBe(`${hex.slice(0, 8)}-${hex.slice(8, 12)}`)
    expect(id.slice(24)).toBe(hex.slice(20, 32))
  })

  it('tell parts apart that read alike when they are put together', () => {
    expect(idOf('ab', 'c')).not.toBe(idOf('a', 'bc'))
    expect(idOf('a', '')).not.toBe(idOf('', 'a'))
  })

  it('stay what they were: the log holds them', () => {
    expect(idOf('event', 'dirigent', 'm-1')).toBe('ada3f58b-4181-85c3-b71c-55f830a2d1a9')
    expect(sha256('Größe')).toBe(createHash('sha256').update('Größe', 'utf8').digest('hex'))
  })
})
