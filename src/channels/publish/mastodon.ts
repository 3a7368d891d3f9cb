/** Mastodon's API, and whoever speaks it: statuses with an Idempotency-Key, pictures with their description. */
import { z } from 'zod'
import { callRemote, hostOf, orMissing, type Remote, shaped, type Wire } from '../call.ts'
import { channelFault } from '../fault.ts'
import type { Intent, Limits, Live, Picture, SocialOutlet, SocialPost } from './outlet.ts'

export interface MastodonSettings {
  readonly url: string
  readonly token: string
}

const account = z.object({ id: z.string(), acct: z.string() })
const status = z.object({
  id: z.string(),
  url: z.string().nullable(),
  created_at: z.iso.datetime({ offset: true }),
  media_attachments: z.array(z.object({ description: z.string().nullable() })),
})
type Status = z.infer<typeof status>
const source = z.object({ text: z.string() })
const media = z.object({ id: z.string() })

/** What a server that does not say so takes (Mastodon 4). */
const instance = z.object({
  configuration: z.object({
    statuses: z.object({
      max_characters: z.number().int().default(500),
      characters_reserved_per_url: z.number().int().default(23),
    }),
    media_attachments: z
      .object({
        image_size_limit: z.number().int().default(16_777_216),
        supported_mime_types: z.array(z.string()).default(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
      })
      .prefault({}),
  }),
})

/** Clocks differ: what was made shortly before the intent, as the server says, may be ours. */
const CLOCK_SLACK_MS = 120_000
/** Looked through for an attempt that nobody heard of. */
const LOOKED_AT = 40
/** How often a picture is asked for that the server is still working on, and the pause between. */
const MEDIA_TRIES = 20
const MEDIA_PAUSE_MS = 1_000

export function mastodonOutlet({ url, token }: MastodonSettings, wire: Wire): SocialOutlet {
  const remote: Remote = {
    name: `Mastodon (${hostOf(url)})`,
    url,
    urlSetting: 'DIRIGENT_MASTODON_URL',
    accessSettings: 'DIRIGENT_MASTODON_TOKEN',
    rights: {
      de: 'read:accounts, read:statuses, write:statuses und write:media',
      en: 'read:accounts, read:statuses, write:statuses and write:media',
    },
    secrets: [token],
  }
  const headers = { authorization: `Bearer ${token}` }
  const get = (path: string) => callRemote(remote, { method: 'GET', path, headers }, wire)
  const read = async <T>(path: string, schema: z.ZodType<T>) => shaped(remote, schema, (await get(path)).json)
  const me = () => read('api/v1/accounts/verify_credentials', account)
  /** As it was written, before the server made HTML of it; null: it is gone. */
  const textOf = async (id: string): Promise<string | null> => {
    const answer = await callRemote(
      remote,
      { method: 'GET', path: `api/v1/statuses/${id}/source`, headers, also: orMissing },
      wire,
    )
    return answer.status === 404 ? null : shaped(remote, source, answer.json).text
  }
  return {
    place: 'mastodon',
    name: remote.name,
    async limits(): Promise<Limits> {
      const { configuration } = await read('api/v2/instance', instance)
      return {
        characters: configuration.statuses.max_characters,
        charactersPerUrl: configuration.statuses.characters_reserved_per_url,
        pictureBytes: configuration.media_attachments.image_size_limit,
        pictureTypes: configuration.media_attachments.supported_mime_types,
      }
    },
    async find(post, { begunAt }) {
      const { id } = await me()
      const path = `api/v1/accounts/${id}/statuses?limit=${LOOKED_AT}&exclude_reblogs=true`
      const recent = (await read(path, z.array(status))).filter(
        (one) => Date.parse(one.created_at) >= begunAt - CLOCK_SLACK_MS,
      )
      for (const one of recent) if ((await textOf(one.id)) === post.text) return liveOf(one)
      return null
    },
    async create(post: SocialPost, { key }: Intent) {
      const mediaIds = post.picture === null ? [] : [await upload(remote, post.picture, { headers, wire })]
      const body = {
        status: post.text,
        language: post.lang,
        visibility: 'public',
        ...(mediaIds.length === 0 ? {} : { media_ids: mediaIds }),
      }
      const call = {
        method: 'POST',
        path: 'api/v1/statuses',
        headers: { ...headers, 'idempotency-key': key },
        body,
      } as const
      return liveOf(shaped(remote, status, (await callRemote(remote, call, wire)).json))
    },
    async differs(post, { id }) {
      const text = await textOf(id)
      if (text !== post.text) return { wanted: post.text, shown: text ?? '' }
      const { media_attachments: pictures } = await read(`api/v1/statuses/${id}`, status)
      const [alt, shown] = [post.picture?.alt ?? '', pictures[0]?.description ?? '']
      const isThere = pictures.length === (post.picture === null ? 0 : 1)
      return isThere && shown === alt ? null : { wanted: alt, shown }
    },
    async remove({ id }) {
      await callRemote(remote, { method: 'DELETE', path: `api/v1/statuses/${id}`, headers, also: orMissing }, wire)
    },
    async verify() {
      return `${remote.name} answers as @${(await me()).acct}`
    },
  }
}

const liveOf = ({ id, url }: Status): Live => ({ id, url: url ?? '' })

/** Large pictures are worked on after the answer; the post waits for them. @returns the id of the picture */
async function upload(
  remote: Remote,
  { bytes, type, alt }: Picture,
  { headers, wire }: { headers: Readonly<Record<string, string>>; wire: Wire },
): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([bytes], { type }), `picture.${type.slice('image/'.length)}`)
  form.append('description', alt)
  const taken = await callRemote(remote, { method: 'POST', path: 'api/v2/media', headers, body: form }, wire)
  const { id } = shaped(remote, media, taken.json)
  let { status: state } = taken
  // 202: taken and being worked on; 206: still so.
  for (let tried = 0; state !== 200; tried++) {
    if (tried === MEDIA_TRIES) throw notReady(remote)
    await wire.sleep(MEDIA_PAUSE_MS)
    state = (await callRemote(remote, { method: 'GET', path: `api/v1/media/${id}`, headers }, wire)).status
  }
  return id
}

function notReady({ name }: Remote) {
  return channelFault({
    text: {
      de: `${name} ist mit dem Bild noch nicht fertig. Es wird später noch einmal versucht.`,
      en: `${name} is not done with the picture yet. It is tried again later.`,
    },
    temporary: true,
  })
}
