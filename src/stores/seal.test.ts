import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createSeal } from './seal.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-seal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const KEY = 'ab'.repeat(32)

describe('a seal', () => {
  it('opens what it sealed, each time in other bytes', () => {
    const seal = createSeal(KEY, folder)
    const sealed = seal.seal('Größe 🔑', 'shop 1')
    expect(seal.open(sealed, 'shop 1')).toBe('Größe 🔑')
    expect(seal.seal('Größe 🔑', 'shop 1')).not.toBe(sealed)
    expect(Buffer.from(sealed, 'base64').toString('utf8')).not.toContain('Größe')
  })

  it('opens nothing that was changed, belongs to something else or was sealed with another key', () => {
    const seal = createSeal(KEY, folder)
    const sealed = seal.seal('secret', 'shop 1')
    const changed = Buffer.from(sealed, 'base64')
    changed[14] = (changed[14] ?? 0) ^ 1
    expect(() => seal.open(changed.toString('base64'), 'shop 1')).toThrow(/does not open/)
    expect(() => seal.open(sealed, 'shop 2')).toThrow(/does not open/)
    expect(() => createSeal('cd'.repeat(32), folder).open(sealed, 'shop 1')).toThrow(/does not open/)
    expect(() => seal.open('', 'shop 1')).toThrow(/does not open/)
  })

  it('keeps a key of its own for its owner alone, and finds it again', () => {
    const sealed = createSeal(null, folder).seal('secret', 'x')
    const path = join(folder, 'seal.key')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(createSeal(null, folder).open(sealed, 'x')).toBe('secret')
    const before = readFileSync(path, 'utf8')
    writeFileSync(path, 'broken')
    expect(() => createSeal(null, folder).seal('secret', 'x')).toThrow(/64 hex digits/)
    writeFileSync(path, before)
  })
})
