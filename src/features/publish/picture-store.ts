/** Pictures that go with posts: kept with us, so that nothing is fetched from an address somebody typed. */
import { createHash } from 'node:crypto'
import type { PictureType } from '../../channels/publish/index.ts'
import { textFault } from '../../core/errors.ts'
import type { Clock } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { NO_PICTURE_TYPE } from './texts.ts'

export interface KeptPicture {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: PictureType
}

/** The first bytes of each type, in hex; what the name of a file says does not count. */
const SIGNATURES: readonly { readonly type: PictureType; readonly pattern: RegExp }[] = [
  { type: 'image/png', pattern: /^89504e470d0a1a0a/ },
  { type: 'image/jpeg', pattern: /^ffd8ff/ },
  { type: 'image/gif', pattern: /^47494638(37|39)61/ },
  { type: 'image/webp', pattern: /^52494646.{8}57454250/ },
]

/** @returns its id; the same picture has the same one. @throws AppError 'input.invalid' where it is no picture */
export async function keepPicture(
  { state, clock }: { readonly state: StateStore; readonly clock: Clock },
  bytes: Uint8Array,
): Promise<string> {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex')
  const type = SIGNATURES.find(({ pattern }) => pattern.test(head))?.type
  if (type === undefined) throw textFault('input.invalid', NO_PICTURE_TYPE)
  const id = createHash('sha256').update(bytes).digest('hex')
  await state.pool.query(
    'INSERT INTO piece_pictures (id, type, bytes, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING',
    [id, type, Buffer.from(bytes), new Date(clock.now())],
  )
  return id
}

export async function findPicture({ pool }: Pick<StateStore, 'pool'>, id: string): Promise<KeptPicture | null> {
  const { rows } = await pool.query<{ type: PictureType; bytes: Buffer }>(
    'SELECT type, bytes FROM piece_pictures WHERE id = $1',
    [id],
  )
  return rows[0] === undefined ? null : { type: rows[0].type, bytes: new Uint8Array(rows[0].bytes) }
}
