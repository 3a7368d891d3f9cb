import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const lockSchema = z.object({
  packages: z.record(z.string(), z.looseObject({ optionalDependencies: z.record(z.string(), z.string()).optional() })),
})
const lock = lockSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))

describe('the lock file', () => {
  it('names every platform package of the event engine, also those a registry mirror lacks (docs/decisions/lock-file-platforms.md)', () => {
    const platforms = Object.entries(lock.packages['node_modules/chdb']?.optionalDependencies ?? {})
    expect(platforms.length).toBeGreaterThan(0)
    for (const [name, version] of platforms) expect(lock.packages[`node_modules/${name}`]).toMatchObject({ version })
  })
})
