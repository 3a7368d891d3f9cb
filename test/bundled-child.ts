/** A program of the tests as a process of its own that can be killed: made into one file beside the packages, so that it finds them. */
import { mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

interface BundledChild {
  /** What `node` is told to run. */
  readonly file: string
  remove(): void
}

export async function bundleChild(program: URL): Promise<BundledChild> {
  const name = `${basename(program.pathname, '.ts')}-${process.pid}`
  const folder = fileURLToPath(new URL(`../node_modules/.cache/${name}`, import.meta.url))
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'child.mjs')
  const entryPoints = [fileURLToPath(program)]
  await build({ entryPoints, outfile: file, bundle: true, platform: 'node', format: 'esm', packages: 'external' })
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
