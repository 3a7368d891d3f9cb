/** A personal data server of the AT protocol: sessions, blobs, and records that a key holds but once. */
import { z } from 'zod'
import { type Asked, serve, type TestShop } from '../shops/serve.ts'

const DID = 'did:plc:shop'
const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/
const record = z.looseObject({ text: z.string(), createdAt: z.iso.datetime(), langs: z.array(z.string()) })
const created = z.object({ repo: z.literal(DID), rkey: z.string().regex(TID), record })

export interface TestBluesky extends TestShop {
  readonly records: Map<string, z.infer<typeof record>>
  /** How often somebody signed in. */
  sessions(): number
  endSessions(): void
}

export async function startBluesky(handle: string, password: string): Promise<TestBluesky> {
  const records = new Map<string, z.infer<typeof record>>()
  const tokens = new Set<string>()
  let sessions = 0
  const name = ({ url }: Pick<Asked, 'url'>) => url.pathname.replace('/xrpc/', '')
  const refuse = (status: number, error: string) => ({ status, json: { error, message: error } })
  const server = await serve(
    (asked) => {
      const { url, headers, body, bytes } = asked
      const method = name(asked)
      if (method === 'com.atproto.server.createSession') {
        const given = z.object({ identifier: z.string(), password: z.string() }).parse(body)
        if (given.identifier !== handle || given.password !== password) return refuse(401, 'AuthenticationRequired')
        const accessJwt = `token-${++sessions}`
        tokens.add(accessJwt)
        return { status: 200, json: { accessJwt, refreshJwt: 'r', did: DID, handle } }
      }
      if (!tokens.has(headers.authorization?.replace('Bearer ', '') ?? '')) return refuse(400, 'ExpiredToken')
      const rkey = url.searchParams.get('rkey') ?? z.object({ rkey: z.string() }).safeParse(body).data?.rkey ?? ''
      switch (method) {
        case 'com.atproto.repo.getRecord': {
          const value = records.get(rkey)
          return value === undefined ? refuse(400, 'RecordNotFound') : { status: 200, json: { uri: 'at://x', value } }
        }
        case 'com.atproto.repo.uploadBlob': {
          const blob = { $type: 'blob', ref: { $link: 'bafy' }, mimeType: headers['content-type'], size: bytes.length }
          return { status: 200, json: { blob } }
        }
        case 'com.atproto.repo.createRecord': {
          if (records.has(rkey)) return refuse(400, 'InvalidSwap')
          records.set(rkey, created.parse(body).record)
          return { status: 200, json: { uri: `at://${DID}/app.bsky.feed.post/${rkey}`, cid: 'c' }, wrote: true }
        }
        case 'com.atproto.repo.deleteRecord':
          records.delete(rkey)
          return { status: 200, json: {} }
        default:
          return refuse(501, 'MethodNotImplemented')
      }
    },
    (asked) => name(asked) === 'com.atproto.repo.createRecord',
  )
  return { ...server, records, sessions: () => sessions, endSessions: () => tokens.clear() }
}
