/** An answer made once for many: as text, compressed, and with a tag by which whoever has it already is spared it. */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

export interface Pack {
  readonly plain: Buffer
  readonly gzip: Buffer
  readonly etag: string
  readonly type: string
}

const JSON_TYPE = 'application/json; charset=utf-8'

export async function packText(text: string, type = JSON_TYPE): Promise<Pack> {
  const plain = Buffer.from(text)
  const etag = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  return { plain, gzip: await promisify(gzip)(plain), etag, type }
}

export function packSize({ plain, gzip: small }: Pack): number {
  return plain.length + small.length
}
