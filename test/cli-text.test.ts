/** `dirigent text write|check`, beside the workbench that is running. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type CliProcess, runCli, startCli } from './cli.ts'
import { product, variant } from './event-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-text-'))
// As root the embedded server runs as another user, who has to get in.
chmodSync(folder, 0o755)
const dataDir = join(folder, 'data')
let workbench: CliProcess

const tent = product('A-4711', {
  title: { de: 'Zelt Alm', en: 'Tent Alm' },
  brand: 'Bergfink',
  category: 'Ausrüstung > Zelte',
  attributes: {
    Material: { de: 'Nylon', en: 'Nylon' },
    Gewicht: { de: '1,8 kg', en: '1.8 kg' },
    Farbe: { de: 'Grün', en: 'Green' },
  },
  variants: [variant('A-4711-1', { title: 'Alm', options: {}, priceCents: 19_900, stock: 4 })],
})

beforeAll(async () => {
  const file = join(folder, 'shop.jsonl')
  writeFileSync(file, `${JSON.stringify(tent)}\n`)
  const { code, stderr } = await runCli(['import', 'dirigent', file, '--source', 'shop'], { dataDir })
  expect([code, stderr]).toMatchObject([0, expect.any(String)])
  workbench = startCli(['start', '--no-demo'], { dataDir, env: { DIRIGENT_PORT: '0' } })
  await new Promise<void>((resolve, reject) => {
    workbench.child.stderr?.on('data', (said: unknown) => {
      if (String(said).includes('Stop with Ctrl-C')) resolve()
    })
    workbench.done.then(({ stderr: said }) => reject(new Error(said)), reject)
  })
}, 240_000)
afterAll(async () => {
  workbench.child.kill('SIGTERM')
  await workbench.done
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

const text = (args: readonly string[], input = '') =>
  runCli(['text', ...args, '--product', 'A-4711'], { dataDir, input })
const versionsSchema = z.object({ versions: z.array(z.object({ text: z.string(), findings: z.array(z.unknown()) })) })
const findingsSchema = z.object({
  findings: z.array(z.object({ rule: z.string(), level: z.string(), start: z.number(), end: z.number() })),
})

describe('dirigent text', () => {
  it('writes versions that say nothing wrong, the same again for the same seed', async () => {
    const args = ['write', '--kind', 'product-description', '--lang', 'de', '--seed', '7', '--format', 'json']
    const [first, second] = [await text(args), await text(args)]
    expect([first.code, first.stdout]).toEqual([0, second.stdout])
    const { versions } = versionsSchema.parse(JSON.parse(first.stdout))
    expect(versions.length).toBeGreaterThan(0)
    for (const one of versions) expect(one.text).toContain('Alm')
    const { code, stdout } = await text(['write', '--kind', 'teaser', '--lang', 'en'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('Alm')])
  }, 120_000)

  it('checks what it reads, and ends with a code of its own where something is wrong', async () => {
    const good = await text(['check', '--lang', 'de'], 'Das Zelt Alm wiegt 1,8 kg.')
    expect([good.code, good.stdout]).toEqual([0, expect.stringContaining('Nichts gefunden.')])
    const said = 'Das Zelt Alm wiegt 2,9 kg. Mehr [hier](javascript:alert).'
    const bad = await text(['check', '--lang', 'de', '--format', 'json'], said)
    expect(bad.code).toBe(3)
    const { findings } = findingsSchema.parse(JSON.parse(bad.stdout))
    expect(findings.map(({ rule, level, start, end }) => [rule, level, said.slice(start, end)])).toEqual([
      ['facts.contradicted', 'error', '2,9 kg'],
      ['craft.link-form', 'error', '[hier](javascript:alert)'],
    ])
  }, 120_000)

  it('says which product it does not know, and that a workbench must be running', async () => {
    const unknown = await runCli(['text', 'check', '--product', 'nirgends'], { dataDir, input: 'Text.' })
    expect([unknown.code, unknown.stderr]).toEqual([expect.any(Number), expect.stringContaining("'nirgends'")])
    expect(unknown.code).not.toBe(0)
    const nobody = await runCli(['text', 'check', '--product', 'A-4711'], {
      dataDir: join(folder, 'none'),
      input: 'Text.',
    })
    expect([nobody.code === 0, nobody.stderr]).toEqual([false, expect.stringContaining('dirigent start')])
  }, 120_000)
})
