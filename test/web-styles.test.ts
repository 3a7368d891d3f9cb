import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const WEB = fileURLToPath(new URL('../dist/web/assets', import.meta.url))
const STYLES = dirname(createRequire(import.meta.url).resolve('@mantine/core/styles/global.css'))
const LIST = readFileSync(new URL('../src/web/theme/mantine.css', import.meta.url), 'utf8')
/** Mantine's own names of classes, as its components and its styles have them. */
const CLASSES = /\bm_[0-9a-f]{6,8}\b/g
/** Variables and resets, which no component names. */
const GLOBAL = ['baseline', 'default-css-variables', 'global']

describe('the styles of the web app', () => {
  const scripts = readdirSync(WEB).filter((name) => name.endsWith('.js'))
  const named = new Set(scripts.flatMap((name) => readFileSync(join(WEB, name), 'utf8').match(CLASSES) ?? []))
  const needed = readdirSync(STYLES)
    .filter((name) => name.endsWith('.css') && !name.endsWith('.layer.css'))
    .filter((name) => (readFileSync(join(STYLES, name), 'utf8').match(CLASSES) ?? []).some((one) => named.has(one)))
    .map((name) => name.slice(0, -'.css'.length))

  it('are those of every component that is built in, and of no other', () => {
    expect(named.size).toBeGreaterThan(50)
    const listed = [...LIST.matchAll(/styles\/([\w-]+)\.css/g)].map(([, name]) => name)
    expect(listed.toSorted()).toEqual([...GLOBAL, ...needed].toSorted())
  })
})
