/** Secrets at rest: AES-256-GCM with a key that is not in the database. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, systemCodeOf } from '../core/errors.ts'

/** Name of the key's file in the data folder. */
const KEY_FILE = 'seal.key'
const IV_BYTES = 12
const TAG_BYTES = 16

export interface Seal {
  /** @param belongsTo what the secret is of; it opens for nothing else */
  seal(secret: string, belongsTo: string): string
  /** @throws AppError 'store.unusable' where it was sealed with another key, for something else, or changed */
  open(sealed: string, belongsTo: string): string
}

/**
 * The seal of this installation.
 * @param key 64 hex digits; null: a key of its own is kept in the data folder, readable by its owner alone
 */
export function createSeal(key: string | null, dataDir: string): Seal {
  // Read when it is first needed: many installations have nothing to seal.
  let bytes: Buffer | null = key === null ? null : Buffer.from(key, 'hex')
  const keyBytes = () => {
    bytes ??= keyOfFolder(join(dataDir, KEY_FILE))
    return new Uint8Array(bytes)
  }
  return {
    seal(secret, belongsTo) {
      const iv = new Uint8Array(randomBytes(IV_BYTES))
      const cipher = createCipheriv('aes-256-gcm', keyBytes(), iv).setAAD(new TextEncoder().encode(belongsTo))
      const parts = [iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]
      return Buffer.concat(parts.map((part) => new Uint8Array(part))).toString('base64')
    },
    open(sealed, belongsTo) {
      const all = new Uint8Array(Buffer.from(sealed, 'base64'))
      try {
        const opener = createDecipheriv('aes-256-gcm', keyBytes(), all.subarray(0, IV_BYTES))
        opener.setAAD(new TextEncoder().encode(belongsTo)).setAuthTag(all.subarray(-TAG_BYTES))
        return opener.update(all.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + opener.final('utf8')
      } catch (error) {
        if (error instanceof AppError) throw error
        throw new AppError(
          'store.unusable',
          `A sealed secret (${belongsTo}) does not open. Restore ${KEY_FILE} in the data folder, or the DIRIGENT_SEAL_KEY it was sealed with.`,
          {},
          { cause: error },
        )
      }
    },
  }
}

function keyOfFolder(path: string): Buffer {
  try {
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw error
  }
  const text = readFileSync(path, 'utf8').trim()
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  throw new AppError('store.unusable', `${path} is no key: 64 hex digits are expected. Restore it from a backup.`)
}
