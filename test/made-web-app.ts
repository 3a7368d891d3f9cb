/** A folder as the build of the web app leaves it, for tests of how it is served. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

export const FIRST_PAGE =
  '<!doctype html><title>Dirigent</title><script type="module" src="/assets/main-3f2a.js"></script>'
export const SCRIPT = `console.log('${'here '.repeat(100)}')`

export function makeWebApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dirigent-web-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), FIRST_PAGE)
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(join(folder, 'assets/main-3f2a.js'), SCRIPT)
  writeFileSync(join(folder, 'assets/main-3f2a.js.br'), brotliCompressSync(SCRIPT))
  writeFileSync(join(folder, 'assets/main-3f2a.js.gz'), gzipSync(SCRIPT))
  writeFileSync(join(folder, 'assets/raw-1.bin'), 'not of a kind that is served')
  return folder
}
