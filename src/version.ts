/** The version of this program. */
import { existsSync, readFileSync } from 'node:fs'

/** Compiled code lies one folder deeper than its source: dist/src beside src. */
const MANIFESTS = ['../../package.json', '../package.json']

export function readVersion(): string {
  const manifest = MANIFESTS.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url))
  if (manifest === undefined) return ''
  const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : ''
}
