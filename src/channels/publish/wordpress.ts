/** WordPress's REST API, and whoever speaks it: posts by an application password, each under a slug of its own. */
import { z } from 'zod'
import { escapeText } from '../../core/html.ts'
import { sha256 } from '../../core/ids.ts'
import { callRemote, hostOf, orMissing, type Remote, shaped, type Wire } from '../call.ts'
import { firstDifference, sameHtml } from '../shop/index.ts'
import type { Article, Intent, Outlet } from './outlet.ts'

export interface WordPressSettings {
  readonly url: string
  readonly user: string
  readonly password: string
}

const created = z.object({ id: z.number().int(), link: z.string(), slug: z.string() })
const raw = z.object({ raw: z.string() })
const kept = z.object({ status: z.string(), title: raw, content: raw })

const POSTS = 'wp-json/wp/v2/posts'
/** Wherever a post can be but the bin. */
const STATES = 'publish,future,draft,pending,private'

export function wordpressOutlet({ url, user, password }: WordPressSettings, wire: Wire): Outlet<Article> {
  const login = Buffer.from(`${user}:${password}`).toString('base64')
  const remote: Remote = {
    name: `WordPress (${hostOf(url)})`,
    url,
    urlSetting: 'DIRIGENT_WORDPRESS_URL',
    accessSettings: 'DIRIGENT_WORDPRESS_USER / DIRIGENT_WORDPRESS_PASSWORD',
    rights: {
      de: 'Beiträge zu veröffentlichen (Rolle Autor oder mehr)',
      en: 'to publish posts (role author or above)',
    },
    secrets: [password, login],
  }
  const headers = { authorization: `Basic ${login}` }
  const call = async <T>(method: 'GET' | 'POST' | 'DELETE', path: string, schema: z.ZodType<T>, body?: object) =>
    shaped(remote, schema, (await callRemote(remote, { method, path, headers, body }, wire)).json)
  const bySlug = async (slug: string) => {
    const query = new URLSearchParams({ slug, status: STATES, context: 'edit', _fields: 'id,link,slug' })
    return (await call('GET', `${POSTS}?${query}`, z.array(created)))[0] ?? null
  }
  const remove = async (id: string | number, forGood: boolean) => {
    const path = `${POSTS}/${id}${forGood ? '?force=true' : ''}`
    // 410: it is in the bin already.
    await callRemote(
      remote,
      { method: 'DELETE', path, headers, also: (status) => status === 404 || status === 410 },
      wire,
    )
  }
  return {
    place: 'wordpress',
    name: remote.name,
    async find(article, intent) {
      const found = await bySlug(slugOf(article, intent))
      return found === null ? null : liveOf(found)
    },
    async create(article, intent) {
      const { html: content, excerpt, status } = article
      const title = escapeText(article.title)
      const slug = slugOf(article, intent)
      const made = await call('POST', POSTS, created, { title, content, excerpt, status, slug })
      // WordPress gives another slug where there is one: an attempt that was given up came through after all.
      const earlier = made.slug === slug ? null : await bySlug(slug)
      if (earlier === null) return liveOf(made)
      await remove(made.id, true)
      return liveOf(earlier)
    },
    async differs({ title, html, status }, { id }) {
      const answer = await callRemote(
        remote,
        { method: 'GET', path: `${POSTS}/${id}?context=edit`, headers, also: orMissing },
        wire,
      )
      if (answer.status === 404) return { wanted: title, shown: '' }
      const there = shaped(remote, kept, answer.json)
      if (!sameHtml(there.title.raw, escapeText(title))) return { wanted: title, shown: there.title.raw }
      if (there.status !== status) return { wanted: status, shown: there.status }
      if (sameHtml(there.content.raw, html)) return null
      const [wanted, shown] = firstDifference(html, there.content.raw)
      return { wanted, shown }
    },
    remove: ({ id }) => remove(id, false),
    async verify() {
      const { name } = await call(
        'GET',
        'wp-json/wp/v2/users/me?context=edit&_fields=name',
        z.object({ name: z.string() }),
      )
      return `${remote.name} answers as ${name}`
    },
  }
}

const liveOf = ({ id, link }: z.infer<typeof created>) => ({ id: String(id), url: link })

const LONGEST_TITLE = 60
const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

/** Words of the title for whoever reads the address, and signs of the key, so that the same intent has the same one. */
export function slugOf({ title }: Pick<Article, 'title'>, { key }: Pick<Intent, 'key'>): string {
  const words = title
    .toLowerCase()
    .replace(/[äöüß]/g, (sign) => UMLAUTS[sign] ?? sign)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_TITLE)
    .replace(/^-+|-+$/g, '')
  return `${words === '' ? 'post' : words}-${sha256(key).slice(0, 8)}`
}
