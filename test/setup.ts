/** What holds for every file of tests. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll } from 'vitest'

// Property tests take the same values in every run; a seed that finds a fault is kept as an example of its own.
fc.configureGlobal({ seed: 20_261_123 })

// Whatever a file of tests leaves among the system's temporary files goes with it.
const before = process.env.TMPDIR
const folder = mkdtempSync(join(tmpdir(), 'dirigent-tests-'))
// As root the embedded server runs as another user, who has to get in.
chmodSync(folder, 0o755)
process.env.TMPDIR = folder
afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  rmSync(folder, { recursive: true, force: true })
})
