// Compiles the package into dist/, packs the program into dist/program/, bundles what shops embed into dist/snippets/ and the web app into dist/web/. Run by `npm ci` through `prepare`; skipped
// where the compiler is left out (`npm ci --omit=dev` installs a package that is built already).
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)

let compiler
try {
  compiler = require.resolve('typescript/bin/tsc')
} catch {
  if (existsSync(join(root, 'dist/program/main.js')) && existsSync(join(root, 'dist/web/index.html'))) process.exit(0)
  console.error('dirigent: no TypeScript compiler and no built dist/. Run `npm ci` with development packages once.')
  process.exit(1)
}
const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
  cwd: root,
})
if (status !== 0) process.exit(status ?? 1)

// Here and not above: without development packages there is no esbuild either.
const { buildSync } = await import('esbuild')
const { bundle } = await import('./bundle.mjs')
await bundle(root)
buildSync({
  entryPoints: [join(root, 'src/snippets/tracker/main.ts')],
  outfile: join(root, 'dist/snippets/dirigent.js'),
  tsconfig: join(root, 'src/snippets/tracker/tsconfig.json'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2019',
  logLevel: 'warning',
})

const { build } = await import('vite')
const configFile = join(root, 'vite.config.ts')
await build({ configFile, logLevel: 'warn' })
// The same pages once more, to be drawn on the server.
await build({
  configFile,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: true },
  build: { ssr: 'app/server.tsx', outDir: '../../dist/web-server', emptyOutDir: true, target: 'node20' },
})
buildSync({
  entryPoints: [join(root, 'src/web/first.ts')],
  outfile: join(root, 'dist/web/first.js'),
  tsconfig: join(root, 'src/web/tsconfig.json'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  logLevel: 'warning',
})

// Compressed once, here: the workbench sends what lies beside a file to whoever takes it.
const web = join(root, 'dist/web')
for (const name of readdirSync(web, { recursive: true, encoding: 'utf8' })) {
  if (!/\.(js|css|html|svg|json)$/.test(name)) continue
  const content = readFileSync(join(web, name))
  if (content.length < 1_000) continue
  writeFileSync(
    join(web, `${name}.br`),
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  )
  writeFileSync(join(web, `${name}.gz`), gzipSync(content, { level: 9 }))
}
