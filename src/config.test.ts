import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CONFIG_FILE, describeConfig, loadConfig } from './config.ts'
import { AppError } from './core/errors.ts'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'dirigent-config-'))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

const faultOf = (work: () => unknown): AppError => {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('loadConfig', () => {
  it('gives the defaults where nothing is set', () => {
    const config = loadConfig({ env: {}, cwd })
    expect(config).toMatchObject({
      dataDir: join(cwd, 'data'),
      port: null,
      timeZone: 'Europe/Berlin',
      language: 'de',
      nightAt: '02:00',
    })
  })

  it('takes the command line before the environment before the file', () => {
    writeFileSync(join(cwd, CONFIG_FILE), JSON.stringify({ shopName: 'Datei', host: '10.0.0.1', dataDir: 'a' }))
    const env = { DIRIGENT_SHOP_NAME: 'Umgebung', DIRIGENT_DATA_DIR: 'b' }
    const config = loadConfig({ env, cwd, overrides: { dataDir: 'c' } })
    expect(config).toMatchObject({ shopName: 'Umgebung', host: '10.0.0.1', dataDir: join(cwd, 'c') })
  })

  it.each([
    [
      { DIRIGENT_PORT: '99999' },
      /Setting port in the environment \(DIRIGENT_PORT\) is "99999"; expected is a port from 0 to 65535/,
    ],
    [{ DIRIGENT_PORT: 'http' }, /DIRIGENT_PORT.*"http".*a port/],
    [{ DIRIGENT_TIME_ZONE: 'Berlin' }, /timeZone.*"Berlin".*IANA time zone/],
    [{ DIRIGENT_NIGHT_AT: '25:00' }, /nightAt.*"25:00".*HH:MM/],
    [{ DIRIGENT_LANGUAGE: 'fr' }, /language.*"fr".*'de' or 'en'/],
    [{ DIRIGENT_CURRENCY: 'Euro' }, /currency.*"Euro".*three capital letters/],
    [{ DIRIGENT_TAX_PERCENT: '190' }, /taxPercent.*"190".*0 to 50/],
  ])('names setting, value and what is expected for %o', (env, message) => {
    const fault = faultOf(() => loadConfig({ env, cwd }))
    expect(fault.message).toMatch(message)
    expect(fault.exitCode).toBe(2)
  })

  it('never shows a secret, not even a wrong one', () => {
    const fault = faultOf(() => loadConfig({ env: { DATABASE_URL: 'mysql://root:geheim@host/db' }, cwd }))
    expect(fault.message).toMatch(/databaseUrl.*postgres/)
    expect(fault.message).not.toContain('geheim')
    const env = {
      DATABASE_URL: 'postgres://shop:geheim@host:5433/db',
      DIRIGENT_LLM_KEY: 'sk-geheim',
      DIRIGENT_SMTP_URL: 'smtp://me:geheim@mail:25',
    }
    const shown = describeConfig(loadConfig({ env, cwd }))
    expect(JSON.stringify(shown)).not.toContain('geheim')
    expect(shown.find(({ name }) => name === 'databaseUrl')?.value).toBe('postgres://***@host:5433/db')
  })

  it('refuses an unknown setting in the file, naming the known ones', () => {
    writeFileSync(join(cwd, CONFIG_FILE), JSON.stringify({ shopname: 'x' }))
    expect(faultOf(() => loadConfig({ env: {}, cwd })).message).toMatch(/unknown setting 'shopname'.*shopName/)
  })

  it.each(['{', '[]', '"x"'])('refuses a file that is no object of settings: %s', (text) => {
    writeFileSync(join(cwd, CONFIG_FILE), text)
    expect(faultOf(() => loadConfig({ env: {}, cwd })).message).toContain(CONFIG_FILE)
  })
})
