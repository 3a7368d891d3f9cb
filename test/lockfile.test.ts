import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const lockSchema = z.object({
  packages: z.record(z.string(), z.looseObject({ optionalDependencies: z.record(z.string(), z.string()).optional() })),
})
const lock = lockSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))

describe('the lock file', () => {
  it('names every optional package of every package, also those a registry mirror lacks (docs/decisions/lock-file-platforms.md)', () => {
    const named = new Set(Object.keys(lock.packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)))
    const wanted = Object.values(lock.packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
    expect(wanted).toContain('@chdb/lib-darwin-arm64')
    expect(wanted.filter((name) => !named.has(name))).toEqual([])
  })
})
