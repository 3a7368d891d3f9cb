/** Mastodon's API: statuses that an Idempotency-Key makes but once, pictures that take a moment. */
import { z } from 'zod'
import { type Asked, serve, type TestShop } from '../shops/serve.ts'

const posted = z.object({ status: z.string(), language: z.string(), media_ids: z.array(z.string()).optional() })

interface Status {
  readonly id: string
  text: string
  readonly alts: string[]
  readonly createdAt: number
}

export interface TestMastodon extends TestShop {
  readonly statuses: Status[]
  /** Forgets the keys, as a server does after an hour. */
  forgetKeys(): void
  /** 'application/...' and description of every picture. */
  readonly pictures: string[]
}

/** @param now the server's clock, UTC milliseconds */
export async function startMastodon(token: string, now: () => number): Promise<TestMastodon> {
  const statuses: Status[] = []
  const keys = new Map<string, Status>()
  const media = new Map<string, { alt: string; asked: number }>()
  const pictures: string[] = []
  const html = (text: string) => `<p>${text.replaceAll('&', '&amp;').replaceAll('\n', '<br />')}</p>`
  const shown = ({ id, text, alts, createdAt }: Status) => ({
    id,
    url: `https://social.example/@shop/${id}`,
    created_at: new Date(createdAt).toISOString(),
    content: html(text),
    media_attachments: alts.map((description) => ({ description })),
  })
  const isWrite = ({ method, url }: Asked) => method === 'POST' && url.pathname === '/api/v1/statuses'
  const server = await serve(({ method, url, headers, body, bytes }) => {
    const path = url.pathname
    if (path === '/api/v2/instance') {
      const media_attachments = { image_size_limit: 2_000_000, supported_mime_types: ['image/png'] }
      return { status: 200, json: { configuration: { statuses: { max_characters: 1_000 }, media_attachments } } }
    }
    if (headers.authorization !== `Bearer ${token}`)
      return { status: 401, json: { error: 'The access token is invalid' } }
    if (path === '/api/v1/accounts/verify_credentials') return { status: 200, json: { id: '7', acct: 'shop' } }
    if (path === '/api/v1/accounts/7/statuses') return { status: 200, json: statuses.map(shown).reverse() }
    if (path === '/api/v2/media') {
      const form = bytes.toString('latin1')
      const id = String(media.size + 1)
      const alt = /name="description"\r\n\r\n([^\r]*)/.exec(form)?.[1] ?? ''
      media.set(id, { alt: Buffer.from(alt, 'latin1').toString('utf8'), asked: 0 })
      pictures.push(/Content-Type: (\S+)/i.exec(form)?.[1] ?? '')
      return { status: 202, json: { id, url: null } }
    }
    const picture = /^\/api\/v1\/media\/(\d+)$/.exec(path)?.[1]
    if (picture !== undefined) {
      const one = media.get(picture)
      if (one === undefined) return { status: 404, json: {} }
      return { status: ++one.asked < 2 ? 206 : 200, json: { id: picture, url: 'x' } }
    }
    if (isWrite({ method, url, headers, body, bytes })) {
      const key = String(headers['idempotency-key'])
      const { status: text, media_ids: ids = [] } = posted.parse(body)
      const before = keys.get(key)
      if (before !== undefined) return { status: 200, json: shown(before) }
      const alts = ids.map((id) => media.get(id)?.alt ?? '')
      const made = { id: String(100 + statuses.length), text, alts, createdAt: now() }
      statuses.push(made)
      keys.set(key, made)
      return { status: 200, json: shown(made), wrote: true }
    }
    const [, id = '', rest] = /^\/api\/v1\/statuses\/(\d+)(\/source)?$/.exec(path) ?? []
    const at = statuses.findIndex((one) => one.id === id)
    const one = statuses[at]
    if (one === undefined) return { status: 404, json: { error: 'Record not found' } }
    if (method === 'DELETE') statuses.splice(at, 1)
    return { status: 200, json: rest === undefined ? shown(one) : { id, text: one.text, spoiler_text: '' } }
  }, isWrite)
  return { ...server, statuses, pictures, forgetKeys: () => keys.clear() }
}
