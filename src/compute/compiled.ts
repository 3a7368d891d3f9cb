import { existsSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * The entry of a thread as compiled: threads cannot load TypeScript, so sources run against the build beside them.
 * @param entry file of the thread, as it is called in the sources
 */
export function compiled(entry: URL): URL {
  const path = fileURLToPath(entry).replace(/\.ts$/, '.js')
  if (existsSync(path)) return pathToFileURL(path)
  const root = fileURLToPath(new URL('../../', import.meta.url))
  return pathToFileURL(path.replace(root, `${root}dist/`))
}
