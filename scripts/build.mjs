// Compiles the package into dist/. Run by `npm ci` through `prepare`; skipped where the compiler is left out
// (`npm ci --omit=dev` installs a package that is built already).
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)

let compiler
try {
  compiler = require.resolve('typescript/bin/tsc')
} catch {
  if (existsSync(join(root, 'dist/src/main.js'))) process.exit(0)
  console.error('dirigent: no TypeScript compiler and no built dist/. Run `npm ci` with development packages once.')
  process.exit(1)
}
const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
  cwd: root,
})
process.exit(status ?? 1)
