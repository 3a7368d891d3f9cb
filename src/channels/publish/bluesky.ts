/** Bluesky, by the AT protocol: a session, pictures as blobs, and posts as records under a key of our own. */
import { z } from 'zod'
import type { Clock } from '../../core/time.ts'
import { callRemote, type Remote, shaped, type Wire } from '../call.ts'
import { facetsOf } from './facets.ts'
import type { Intent, Limits, Picture, SocialOutlet, SocialPost } from './outlet.ts'
import { tidOf } from './tid.ts'

export interface BlueskySettings {
  readonly url: string
  readonly handle: string
  readonly password: string
}

const POSTS = 'app.bsky.feed.post'
/** A session holds for two hours; the server limits how many are opened. */
const SESSION_MS = 30 * 60_000

const sessionSchema = z.object({ accessJwt: z.string(), did: z.string(), handle: z.string() })
type Session = z.infer<typeof sessionSchema>
const blobSchema = z.object({ blob: z.record(z.string(), z.unknown()) })
const recordSchema = z.object({
  value: z.object({
    text: z.string(),
    embed: z.object({ images: z.array(z.object({ alt: z.string() })).default([]) }).optional(),
  }),
})
const named = z.object({ error: z.enum(['RecordNotFound', 'ExpiredToken']) })

/** Refusals that say something we go on from. */
function isNamed(status: number, text: string): boolean {
  return status === 400 && /"(RecordNotFound|ExpiredToken)"/.test(text)
}

/** What the network's lexicon says. */
const LIMITS: Limits = {
  characters: 300,
  charactersPerUrl: null,
  pictureBytes: 1_000_000,
  pictureTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
}

export function blueskyOutlet({ url, handle, password }: BlueskySettings, wire: Wire, clock: Clock): SocialOutlet {
  const remote: Remote = {
    name: `Bluesky (${handle})`,
    url,
    urlSetting: 'DIRIGENT_BLUESKY_URL',
    accessSettings: 'DIRIGENT_BLUESKY_HANDLE / DIRIGENT_BLUESKY_PASSWORD',
    rights: { de: 'eines App-Passworts für dieses Konto', en: 'of an app password for this account' },
    secrets: [password],
  }
  let session: { readonly held: Session; readonly until: number } | null = null
  const signIn = async (): Promise<Session> => {
    if (session !== null && session.until > clock.now()) return session.held
    const body = { identifier: handle, password }
    const path = 'xrpc/com.atproto.server.createSession'
    const { json } = await callRemote(remote, { method: 'POST', path, headers: {}, body }, wire)
    const held = shaped(remote, sessionSchema, json)
    session = { held, until: clock.now() + SESSION_MS }
    return held
  }
  const ask = async (
    method: 'GET' | 'POST',
    path: string,
    { body, type }: { body?: unknown; type?: string } = {},
  ): Promise<{ readonly error: string | null; readonly json: unknown }> => {
    for (let tried = 1; ; tried++) {
      const { accessJwt } = await signIn()
      const headers = { authorization: `Bearer ${accessJwt}`, ...(type === undefined ? {} : { 'content-type': type }) }
      const call = { method, path: `xrpc/${path}`, headers, body, also: isNamed } as const
      const { status, json } = await callRemote(remote, call, wire)
      const error = status === 400 ? (named.safeParse(json).data?.error ?? null) : null
      if (error !== 'ExpiredToken' || tried > 1) return { error, json }
      session = null
    }
  }
  /** The record under this key; null: there is none. */
  const readRecord = async (rkey: string) => {
    const { did } = await signIn()
    const query = new URLSearchParams({ repo: did, collection: POSTS, rkey })
    const { error, json } = await ask('GET', `com.atproto.repo.getRecord?${query}`)
    return error === 'RecordNotFound' ? null : shaped(remote, recordSchema, json).value
  }
  const liveOf = async (rkey: string) => ({
    id: rkey,
    url: `https://bsky.app/profile/${(await signIn()).handle}/post/${rkey}`,
  })
  const upload = async ({ bytes, type }: Picture) =>
    shaped(remote, blobSchema, (await ask('POST', 'com.atproto.repo.uploadBlob', { body: bytes, type })).json).blob
  return {
    place: 'bluesky',
    name: remote.name,
    limits: async () => LIMITS,
    async find(_post, intent) {
      const rkey = tidOf(intent)
      return (await readRecord(rkey)) === null ? null : liveOf(rkey)
    },
    async create(post, intent) {
      const { did } = await signIn()
      const images = post.picture === null ? [] : [{ alt: post.picture.alt, image: await upload(post.picture) }]
      const rkey = tidOf(intent)
      const body = { repo: did, collection: POSTS, rkey, validate: true, record: recordOf(post, intent, images) }
      await ask('POST', 'com.atproto.repo.createRecord', { body })
      return liveOf(rkey)
    },
    async differs(post, { id }) {
      const record = await readRecord(id)
      if (record?.text !== post.text) return { wanted: post.text, shown: record?.text ?? '' }
      const [alt, shown] = [post.picture?.alt ?? '', record.embed?.images[0]?.alt ?? '']
      return alt === shown ? null : { wanted: alt, shown }
    },
    async remove({ id }) {
      const body = { repo: (await signIn()).did, collection: POSTS, rkey: id }
      await ask('POST', 'com.atproto.repo.deleteRecord', { body })
    },
    async verify() {
      return `${remote.name} answers as @${(await signIn()).handle}`
    },
  }
}

function recordOf({ text, lang }: SocialPost, { begunAt }: Intent, images: readonly object[]) {
  const facets = facetsOf(text)
  return {
    $type: POSTS,
    text,
    langs: [lang],
    createdAt: new Date(begunAt).toISOString(),
    ...(facets.length === 0 ? {} : { facets }),
    ...(images.length === 0 ? {} : { embed: { $type: 'app.bsky.embed.images', images } }),
  }
}
