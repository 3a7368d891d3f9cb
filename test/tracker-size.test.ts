/** What shops embed stays small: their visitors load it with every first page. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'

const LIMIT_BYTES = 3 * 1024

it('dirigent.js has at most 3 KB, compressed with gzip', () => {
  const file = new URL('../dist/snippets/dirigent.js', import.meta.url)
  const bytes = gzipSync(readFileSync(file), { level: 9 }).length
  expect(bytes, `dirigent.js has ${bytes} bytes after gzip -9; at most ${LIMIT_BYTES} are allowed`).toBeLessThanOrEqual(
    LIMIT_BYTES,
  )
})
