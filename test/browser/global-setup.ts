/** The small shop of the browser tests, with a night shift over it: made once for the whole run, and copied by each file that needs it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { addDays, dayOf } from '../../src/core/time.ts'
import { runCli } from '../cli.ts'
import { startSmtp } from '../smtp.ts'
import { settingsOf, TIME_ZONE } from './workbench-settings.ts'
import { writeShop } from './workbench-shop.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of the shop; nobody works in it. */
    madeShop: string
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'dirigent-browser-shop-'))
  const dataDir = join(folder, 'data')
  const smtp = await startSmtp()
  const file = join(folder, 'shop.jsonl')
  writeShop(file, addDays(dayOf(Date.now(), TIME_ZONE), -1))
  for (const args of [['import', 'dirigent', file, '--source', 'shop'], ['night']]) {
    const { code, stderr } = await runCli(args, { dataDir, env: settingsOf(smtp) })
    if (code !== 0) throw new Error(`dirigent ${args[0]} ended with ${code}: ${stderr}`)
  }
  await smtp.close()
  project.provide('madeShop', dataDir)
  return () => rmSync(folder, { recursive: true, force: true })
}
