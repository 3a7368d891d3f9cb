/**
 * What the command line of this machine shows to a running workbench: a secret in the data folder that only its owner can read,
 * new at each start. Whoever can read the folder has the stores anyway.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemCodeOf } from '../core/errors.ts'

const TOKEN_FILE = 'cli.token'

/** Makes a new one in place of the one before. */
export function writeCliToken(folder: string): string {
  const token = `cli_${randomBytes(32).toString('base64url')}`
  const temporary = join(folder, `.${TOKEN_FILE}-${process.pid}`)
  rmSync(temporary, { force: true })
  // 'wx' and renamed into place: at no time is it there with other permissions, or half of it.
  writeFileSync(temporary, `${token}\n`, { flag: 'wx', mode: 0o600 })
  renameSync(temporary, join(folder, TOKEN_FILE))
  return token
}

/** Null where there is none, or this user may not read it. */
export function readCliToken(folder: string): string | null {
  try {
    return readFileSync(join(folder, TOKEN_FILE), 'utf8').trim()
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM'].includes(systemCodeOf(error) ?? '')) return null
    throw error
  }
}

export function removeCliToken(folder: string): void {
  rmSync(join(folder, TOKEN_FILE), { force: true })
}
