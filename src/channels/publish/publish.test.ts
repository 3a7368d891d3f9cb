import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fault } from '../../../test/fault.ts'
import {
  startBluesky,
  startMastodon,
  startWordPress,
  type TestBluesky,
  type TestMastodon,
  type TestWordPress,
} from '../../../test/places.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { loadConfig } from '../../config.ts'
import { isTemporary } from '../fault.ts'
import { openPublishing, verifyPublishing } from './open.ts'
import type { Article, SocialPost } from './outlet.ts'
import { type PublishSettings, publishSettingsOf } from './settings.ts'

const START = Date.UTC(2026, 10, 23, 8)
const PASSWORD = 'geheim-4711'
const NONE: PublishSettings = { mastodon: null, bluesky: null, wordpress: null }
const WIRE = { timeoutMs: 800, sleep: async () => undefined }

let state: TestState
let now = START
const clock = { now: () => now }

beforeAll(async () => {
  state = await openTestState()
})
afterAll(() => state.close())
beforeEach(async () => {
  now = START
  await state.pool.query('TRUNCATE published_pieces')
})

const post = (part: Partial<SocialPost> = {}): SocialPost => ({
  text: 'Für große Touren: 40 Liter & leicht.\nhttps://shop.example/rucksack?a=1&b=2 #Wandern',
  lang: 'de',
  picture: null,
  ...part,
})
const picture = { bytes: new Uint8Array([137, 80, 78, 71]), type: 'image/png', alt: 'Ein grüner Rucksack' } as const

interface Place {
  readonly name: string
  open(): Promise<void>
  close(): Promise<void>
  settings(password?: string): PublishSettings
  texts(): string[]
  server(): TestMastodon | TestBluesky
}

let mastodon: TestMastodon
let bluesky: TestBluesky
const PLACES: readonly Place[] = [
  {
    name: 'mastodon',
    open: async () => {
      mastodon = await startMastodon(PASSWORD, () => now)
    },
    close: () => mastodon.close(),
    settings: (token = PASSWORD) => ({ ...NONE, mastodon: { url: mastodon.url, token } }),
    texts: () => mastodon.statuses.map(({ text }) => text),
    server: () => mastodon,
  },
  {
    name: 'bluesky',
    open: async () => {
      bluesky = await startBluesky('shop.example', PASSWORD)
    },
    close: () => bluesky.close(),
    settings: (password = PASSWORD) => ({ ...NONE, bluesky: { url: bluesky.url, handle: 'shop.example', password } }),
    texts: () => [...bluesky.records.values()].map(({ text }) => text),
    server: () => bluesky,
  },
]

describe.each(PLACES)('a post on $name', (place) => {
  beforeEach(() => place.open())
  afterEach(() => place.close())
  const channel = (password?: string) => {
    const [one] = Object.values(openPublishing(place.settings(password), { state, clock }, WIRE).social)
    if (one === undefined) throw new RangeError('no place is set up')
    return one
  }

  it('is published once for its key, with what was approved, and found again', async () => {
    expect(await channel().wasPublished(post(), 'k1')).toBeNull()
    const first = await channel().publish(post({ picture }), 'k1')
    expect(first.outcome).toBe('published')
    expect(first.url).toContain(first.id)
    expect(await channel().publish(post({ picture }), 'k1')).toEqual({ ...first, outcome: 'already' })
    expect(await channel().wasPublished(post({ picture }), 'k1')).toEqual({ ...first, outcome: 'already' })
    expect(place.texts()).toEqual([post().text])
    await channel().publish(post(), 'k2')
    expect(place.texts()).toHaveLength(2)
  })

  it('is not published again where the answer was lost after the work was done', async () => {
    for (const [key, trouble] of [
      ['cut', 'cut-after'],
      ['late', 'cut-after'],
    ] as const) {
      place.server().writeTroubles.push(trouble)
      const text = `Neu im Shop: ${key}`
      const error = await fault(channel().publish(post({ text }), key))
      expect(isTemporary(error)).toBe(true)
      // The server's own memory of keys ends; ours does not.
      if (key === 'late') {
        now += 5 * 3_600_000
        mastodon?.forgetKeys()
      }
      expect((await channel().wasPublished(post({ text }), key))?.outcome).toBe('already')
      expect((await channel().publish(post({ text }), key)).outcome).toBe('already')
      expect(place.texts().filter((one) => one === text)).toHaveLength(1)
    }
  })

  it('is tried again where the server wants patience, and later where it is away', async () => {
    place.server().troubles.push({ status: 429, headers: { 'retry-after': '1' } })
    await channel().publish(post(), 'patience')
    for (const trouble of [{ status: 503 }, 'cut', 'hang'] as const) {
      place.server().writeTroubles.push(trouble)
      const error = await fault(
        channel().publish(post({ text: `${JSON.stringify(trouble)}` }), JSON.stringify(trouble)),
      )
      expect([error.code, isTemporary(error)]).toEqual(['channel.failed', true])
    }
    expect(place.texts()).toEqual([post().text])
    await channel().publish(post({ text: '"hang"' }), '"hang"')
    expect(place.texts()).toHaveLength(2)
  })

  it('says whose access is refused, and never with what', async () => {
    const error = await fault(channel('falsch-0815').publish(post(), 'k'))
    expect([error.code, isTemporary(error)]).toEqual(['channel.failed', false])
    expect(error.message).toContain(`DIRIGENT_${place.name.toUpperCase()}`)
    expect(JSON.stringify(error.details)).not.toContain('falsch-0815')
    expect(place.texts()).toEqual([])
  })

  it('is taken down, and nothing happens where it is gone already', async () => {
    await channel().publish(post(), 'k')
    await channel().takeDown('k')
    await channel().takeDown('k')
    await channel().takeDown('never')
    expect(place.texts()).toEqual([])
  })
})

describe('mastodon', () => {
  beforeEach(async () => {
    mastodon = await startMastodon(PASSWORD, () => now)
  })
  afterEach(() => mastodon.close())
  const open = () =>
    openPublishing({ ...NONE, mastodon: { url: mastodon.url, token: PASSWORD } }, { state, clock }, WIRE)

  it('says what it takes, and waits for its pictures', async () => {
    expect(await open().social.mastodon?.limits()).toEqual({
      characters: 1_000,
      charactersPerUrl: 23,
      pictureBytes: 2_000_000,
      pictureTypes: ['image/png'],
    })
    await open().social.mastodon?.publish(post({ picture }), 'k')
    expect(mastodon.statuses[0]?.alts).toEqual(['Ein grüner Rucksack'])
    expect(mastodon.pictures).toEqual(['image/png'])
  })

  it('says where the server keeps another text than it took', async () => {
    const channel = open().social.mastodon
    mastodon.writeTroubles.push('cut-after')
    await fault(channel?.publish(post(), 'k') ?? Promise.resolve())
    for (const one of mastodon.statuses) one.text = 'Gekürzt'
    // What is there is not what was approved: it is no attempt of ours that came through.
    expect(await channel?.wasPublished(post(), 'k')).toBeNull()
  })
})

describe('bluesky', () => {
  beforeEach(async () => {
    bluesky = await startBluesky('shop.example', PASSWORD)
  })
  afterEach(() => bluesky.close())
  const settings = () => ({ url: bluesky.url, handle: 'shop.example', password: PASSWORD })
  const open = () => openPublishing({ ...NONE, bluesky: settings() }, { state, clock }, WIRE).social.bluesky

  it('is told where links and hashtags are, and shows pictures with their description', async () => {
    await open()?.publish(post({ picture }), 'k')
    const [record] = bluesky.records.values()
    expect(record).toMatchObject({
      langs: ['de'],
      embed: { images: [{ alt: 'Ein grüner Rucksack', image: { mimeType: 'image/png', size: 4 } }] },
    })
    expect(record?.facets).toHaveLength(2)
  })

  it('opens one session for many posts, and another where that has ended', async () => {
    const channel = open()
    await channel?.publish(post(), 'k1')
    await channel?.publish(post(), 'k2')
    expect(bluesky.sessions()).toBe(1)
    bluesky.endSessions()
    await channel?.publish(post(), 'k3')
    expect([bluesky.sessions(), bluesky.records.size]).toEqual([2, 3])
  })
})

describe('a blog post on WordPress', () => {
  let blog: TestWordPress
  beforeEach(async () => {
    blog = await startWordPress('redaktion', PASSWORD)
  })
  afterEach(() => blog.close())
  const article = (part: Partial<Article> = {}): Article => ({
    title: 'Größe & Gewicht: Rucksäcke',
    html: '<h2>Wie groß?</h2>\n<p>Vierzig Liter &amp; mehr.</p>',
    excerpt: '',
    status: 'publish',
    ...part,
  })
  const open = (password = PASSWORD) => {
    const wordpress = { url: blog.url, user: 'redaktion', password }
    const { blog: channel } = openPublishing({ ...NONE, wordpress }, { state, clock }, WIRE)
    if (channel === null) throw new RangeError('no blog is set up')
    return channel
  }

  it('is published once for its key, under an address with the words of its title', async () => {
    const first = await open().publish(article(), 'k1')
    expect(first.url).toMatch(/\/groesse-gewicht-rucksaecke-[0-9a-f]{8}\/$/)
    expect(await open().publish(article(), 'k1')).toEqual({ ...first, outcome: 'already' })
    await open().publish(article({ status: 'draft' }), 'k2')
    expect(blog.posts.map(({ status }) => status)).toEqual(['publish', 'draft'])
  })

  it('is found again where the answer was lost, as a draft as well', async () => {
    for (const status of ['publish', 'draft'] as const) {
      blog.writeTroubles.push('cut-after')
      expect(isTemporary(await fault(open().publish(article({ status }), status)))).toBe(true)
      expect((await open().publish(article({ status }), status)).outcome).toBe('already')
    }
    expect(blog.posts).toHaveLength(2)
  })

  it('goes to the bin when it is taken back', async () => {
    await open().publish(article(), 'k')
    await open().takeDown('k')
    await open().takeDown('k')
    expect(blog.posts.map(({ isInBin }) => isInBin)).toEqual([true])
  })

  it('says where the blog keeps another text than it took', async () => {
    const html = '<p>Vor <script>alert(1)</script>nach</p>'
    const error = await fault(open().publish(article({ html }), 'k'))
    expect([error.code, isTemporary(error)]).toEqual(['channel.failed', false])
    expect(error.message).toContain('shows another one afterwards')
  })

  it('says whose access is refused, and never with what', async () => {
    const error = await fault(open('falsch-0815').publish(article(), 'k'))
    expect(error.message).toContain('DIRIGENT_WORDPRESS_PASSWORD')
    expect(JSON.stringify(error.details)).not.toMatch(/falsch-0815|ZmFsc2No/)
  })
})

describe('the settings', () => {
  const of = (env: Record<string, string>) => publishSettingsOf(loadConfig({ env, cwd: '/' }))

  it('name what is missing of a place that is half set up', () => {
    expect(of({})).toEqual(NONE)
    expect(() => of({ DIRIGENT_MASTODON_URL: 'https://social.example' })).toThrow(
      'Mastodon is half set up: DIRIGENT_MASTODON_TOKEN is not set.',
    )
    expect(() => of({ DIRIGENT_WORDPRESS_USER: 'me' })).toThrow(
      'DIRIGENT_WORDPRESS_URL and DIRIGENT_WORDPRESS_PASSWORD are not set',
    )
  })

  it('send no password in the open', () => {
    const env = { DIRIGENT_MASTODON_URL: 'http://social.example', DIRIGENT_MASTODON_TOKEN: 't' }
    expect(() => of(env)).toThrow(/begins with https/)
  })

  it('can be tried without publishing anything', async () => {
    mastodon = await startMastodon(PASSWORD, () => now)
    const [verify] = verifyPublishing({ ...NONE, mastodon: { url: mastodon.url, token: PASSWORD } }, WIRE)
    expect(await verify?.()).toContain('answers as @shop')
    expect(mastodon.statuses).toEqual([])
    await mastodon.close()
  })
})
