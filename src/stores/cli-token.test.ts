import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readCliToken, removeCliToken, writeCliToken } from './cli-token.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-token-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the token of the command line', () => {
  it('is new at each start and readable by its owner alone', () => {
    const first = writeCliToken(folder)
    expect(readCliToken(folder)).toBe(first)
    const second = writeCliToken(folder)
    expect(second).not.toBe(first)
    expect(readCliToken(folder)).toBe(second)
    expect(statSync(join(folder, 'cli.token')).mode & 0o777).toBe(0o600)
  })

  it('is gone after the end', () => {
    removeCliToken(folder)
    expect(readCliToken(folder)).toBeNull()
    removeCliToken(folder)
  })
})
