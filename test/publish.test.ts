/** From the plan to the place: approved, out at its time in shop time, once; moved and taken back. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPublishing } from '../src/channels/publish/index.ts'
import { TEXT_KERNELS } from '../src/features/content/text-kernels.ts'
import { textWork } from '../src/features/content/text-work.ts'
import {
  actOnDue,
  approveProposal,
  type DeskDeps,
  editDraft,
  mayDecide,
  propose,
  reopenProposal,
  type Skill,
  throwRefusal,
} from '../src/features/desk/index.ts'
import { undoProposal } from '../src/features/desk/revise.ts'
import { showForApi } from '../src/features/desk/show.ts'
import { blogSkill } from '../src/features/publish/blog-skill.ts'
import type { PublishDeps } from '../src/features/publish/deps.ts'
import { newsletterSkill } from '../src/features/publish/newsletter-skill.ts'
import { keepPicture } from '../src/features/publish/picture-store.ts'
import { addPiece, movePiece, type PlanDeps, readPieceFile, readPlan } from '../src/features/publish/plan.ts'
import { type NewPiece, newPieceBody } from '../src/features/publish/schema.ts'
import { socialSkill } from '../src/features/publish/social-skill.ts'
import { readVoice } from '../src/features/voice/index.ts'
import { clearDesk, deskOf, person, type TestClock, testClock } from './desk.ts'
import { fault } from './fault.ts'
import { NO_LINKS } from './links.ts'
import { startMastodon, type TestMastodon } from './places.ts'
import { startSmtp, type TestSmtp } from './smtp.ts'
import { openTestState, type TestState } from './state-store.ts'

const EDITOR = person(4)
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex')
/** In Berlin; the test's clock stands at noon of the 13th. */
const TOMORROW = '2026-05-14'

let state: TestState
let clock: TestClock
let server: TestMastodon
let desk: DeskDeps
let deps: PlanDeps
/** Who is handed newsletters; nobody unless a test says so. */
let mail: { smtpUrl: string | null; from: string | null; to: string[] }

beforeAll(async () => {
  state = await openTestState()
})
afterAll(() => state.close())
beforeEach(async () => {
  await clearDesk(state)
  await state.pool.query('TRUNCATE published_pieces, piece_pictures, mails_sent')
  clock = testClock()
  server = await startMastodon('token', () => clock.now())
  mail = { smtpUrl: null, from: null, to: [] }
  const wire = { timeoutMs: 1_000, sleep: async () => undefined }
  const settings = { mastodon: { url: server.url, token: 'token' }, bluesky: null, wordpress: null }
  const publishing: PublishDeps = {
    state,
    clock,
    timeZone: 'Europe/Berlin',
    lang: 'de',
    channels: openPublishing(settings, { state, clock }, wire),
    mail,
    links: NO_LINKS,
    work: () => textWork(TEXT_KERNELS, async () => (await readVoice(state)).profile),
  }
  const skills: Skill<unknown>[] = [socialSkill(publishing), blogSkill(publishing), newsletterSkill(publishing)]
  const named = (name: string) => skills.find((skill) => skill.name === name) ?? skills[0]
  desk = deskOf(state, clock, skills)
  deps = {
    ...publishing,
    desk: {
      async put(name, proposal) {
        const skill = named(name)
        if (skill === undefined) throw new RangeError(name)
        const outcome = await propose(desk, skill, proposal, null)
        return 'id' in outcome ? { id: outcome.id } : {}
      },
      edit: (principal, id, change) => editDraft(desk, principal, id, change),
      reopen: (principal, id) => reopenProposal(desk, principal, id),
      approve: async (principal, id, change) => throwRefusal(await approveProposal(desk, principal, id, change)),
      mayDecide: (principal, name) => mayDecide(principal, named(name) ?? { role: 'owner' }),
    },
  }
})
afterEach(() => server.close())

const social = (draft: object = {}): NewPiece =>
  newPieceBody.parse({
    kind: 'social-post',
    draft: {
      place: 'mastodon',
      lang: 'de',
      version1: 'Leichte Zelte für zwei.',
      link: 'https://shop.example/zelte',
      ...draft,
    },
  })
const add = async (piece: NewPiece) => (await addPiece(deps, piece, 'Ida')).id
const show = (id: string) => showForApi(desk, EDITOR, id)
const plan = () => readPlan(deps, EDITOR, { from: '2026-05-01', to: '2026-06-30' })
const codes = async (id: string) => (await show(id)).checks.map(({ level, code }) => `${level} ${code}`)
const approve = async (id: string) => {
  const { contentHash } = await show(id)
  return throwRefusal(await approveProposal(desk, EDITOR, id, { contentHash }))
}
const act = async (ms: number) => {
  clock.pass(ms)
  await actOnDue(desk)
}
const HOUR = 3_600_000
const texts = () => server.statuses.map(({ text }) => text)

describe('a post', () => {
  it('goes out at its time in shop time, once, and is deleted when it is taken back', async () => {
    const id = await add(social({ day: TOMORROW, time: '09:30' }))
    expect((await plan()).items).toMatchObject([
      { stage: 'planned', day: TOMORROW, time: '09:30', at: '2026-05-14T07:30:00.000Z' },
    ])
    await approve(id)
    await act(21 * HOUR)
    expect([texts(), (await plan()).items[0]?.stage]).toEqual([[], 'scheduled'])
    await act(HOUR)
    await act(HOUR)
    expect(texts()).toEqual(['Leichte Zelte für zwei.\n\nhttps://shop.example/zelte'])
    expect((await plan()).items).toMatchObject([{ stage: 'live', url: 'https://social.example/@shop/100' }])
    await undoProposal(desk, EDITOR, id)
    await act(HOUR)
    expect([texts(), (await show(id)).state]).toEqual([[], 'undone'])
  })

  it('without a day goes out as soon as it is approved', async () => {
    const id = await add(social())
    await approve(id)
    await act(10_000)
    expect(texts()).toHaveLength(1)
  })

  it('goes out once though the answer was lost', async () => {
    const id = await add(social())
    await approve(id)
    server.writeTroubles.push('cut-after')
    await act(10_000)
    expect((await show(id)).state).toBe('approved')
    await act(HOUR)
    expect([texts().length, (await show(id)).state]).toEqual([1, 'applied'])
  })

  it('is held against what the network takes, its link and its picture', async () => {
    const pictureId = await keepPicture(deps, PNG)
    expect(await codes(await add(social({ version1: 'Zelte. '.repeat(200) })))).toContain('error publish.too-long')
    expect(await codes(await add(social({ pictureId })))).toContain('warning publish.no-alt')
    expect(await codes(await add(social({ pictureId, pictureAlt: 'Ein Zelt' })))).not.toContain(
      'warning publish.no-alt',
    )
    expect(await codes(await add(social({ pictureId: '0'.repeat(64) })))).toContain('error publish.picture-gone')
    expect(await codes(await add(social({ link: 'javascript:alert(1)' })))).toContain('error publish.bad-link')
    expect(await codes(await add(social({ link: '' })))).toContain('note publish.no-link')
    expect(await codes(await add(social({ version1: ' ' })))).toEqual(['error publish.empty'])
    expect(await codes(await add(social({ place: 'bluesky' })))).toContain('error publish.not-set-up')
    expect(await codes(await add(social({ day: '2026-05-01' })))).toContain('warning publish.time-over')
    expect(await codes(await add(social({ productId: 99 })))).toEqual(['error publish.no-product'])
    server.troubles.push({ status: 503 })
    expect(await codes(await add(social()))).toContain('warning publish.not-asked')
  })

  it('goes out with its picture and what that shows', async () => {
    const pictureId = await keepPicture(deps, PNG)
    await approve(await add(social({ pictureId, pictureAlt: 'Ein Zelt' })))
    await act(10_000)
    expect(server.statuses[0]?.alts).toEqual(['Ein Zelt'])
    expect((await fault(keepPicture(deps, Buffer.from('<svg>')))).code).toBe('input.invalid')
  })
})

describe('moving', () => {
  it('gives an open piece another day, and an approved one too, approved anew', async () => {
    const id = await add(social({ day: TOMORROW }))
    const move = async (day: string) => movePiece(deps, EDITOR, id, { contentHash: (await show(id)).contentHash, day })
    await move('2026-05-20')
    expect((await show(id)).state).toBe('open')
    await approve(id)
    await move('2026-05-15')
    const { state: now, history } = await show(id)
    expect(now).toBe('edited')
    expect(history.map(({ action }) => action)).toEqual(expect.arrayContaining(['edited', 'approved', 'reopened']))
    await act(24 * HOUR)
    expect(texts()).toEqual([])
    await act(24 * HOUR)
    expect(texts()).toHaveLength(1)
    expect((await fault(move('2026-06-01'))).code).toBe('input.conflict')
  })

  it('moves nothing that has changed since it was seen, and nothing for whom it is not', async () => {
    const id = await add(social({ day: TOMORROW }))
    const { contentHash } = await show(id)
    const to = { contentHash, day: '2026-05-20' }
    expect((await fault(movePiece(deps, person(5), id, to))).code).toBe('access.denied')
    await movePiece(deps, EDITOR, id, to)
    expect((await fault(movePiece(deps, EDITOR, id, { contentHash, day: '2026-05-21' }))).code).toBe('input.changed')
    expect((await show(id)).draft.day).toBe('2026-05-20')
  })
})

describe('articles and newsletters', () => {
  const blog = newPieceBody.parse({
    kind: 'blog-post',
    draft: { place: 'file', lang: 'de', title: 'Zelte & mehr', version1: '## Leicht\n\nEin <b>Zelt</b> für zwei.' },
  })
  const letter = newPieceBody.parse({
    kind: 'newsletter',
    draft: { place: 'file', lang: 'de', subject1: 'Neu: Zelte', preheader: 'Leicht & dicht', version1: 'Hallo!' },
  })

  it('wait as files where no place is set up, with no markup but ours', async () => {
    const id = await add(blog)
    await approve(id)
    await act(10_000)
    expect((await show(id)).receipt?.summary.de).toContain('als Datei bereit')
    expect((await readPieceFile(deps, id, 'html')).body).toBe(
      '<h1>Zelte &amp; mehr</h1>\n<h2>Leicht</h2>\n<p>Ein &lt;b&gt;Zelt&lt;/b&gt; für zwei.</p>\n',
    )
    expect((await readPieceFile(deps, id, 'md')).body).toMatch(/^# Zelte & mehr\n\n## Leicht/)
    const mail = await readPieceFile(deps, await add(letter), 'html')
    expect(mail.body).toContain('<title>Neu: Zelte</title>')
    expect(mail.body).toContain('Leicht &amp; dicht')
  })

  it('say what is missing of them', async () => {
    const bare = (kind: string, draft: object) =>
      newPieceBody.parse({ kind, draft: { lang: 'de', version1: 'x', ...draft } })
    expect(await codes(await add(bare('blog-post', { place: 'wordpress', title: ' ' })))).toEqual(
      expect.arrayContaining(['error publish.no-title', 'error publish.not-set-up']),
    )
    const found = await codes(await add(bare('newsletter', { place: 'mail', subject1: '', subject2: null })))
    expect(found).toEqual(
      expect.arrayContaining(['error publish.no-subject', 'error publish.not-set-up', 'note publish.no-preheader']),
    )
  })
})

describe('a newsletter that is handed over', () => {
  let smtp: TestSmtp
  beforeEach(async () => {
    smtp = await startSmtp()
    mail = Object.assign(mail, {
      smtpUrl: smtp.url,
      from: 'Dirigent <shop@shop.example>',
      to: ['ida@shop.example', 'ole@shop.example'],
    })
    return () => smtp.close()
  })
  const letter = (draft: object = {}) =>
    newPieceBody.parse({
      kind: 'newsletter',
      draft: {
        ...{ place: 'mail', lang: 'de', subject1: 'Erste', subject2: 'Neu: Zelte', chosenSubject: 'subject2' },
        ...{
          preheader: 'Leicht & dicht',
          version1: '## Leicht\n\nNur **1,2 kg**: [Zelte](https://shop.example/zelte)',
        },
        ...draft,
      },
    })

  it('goes to those who send it at its time, once, as it was approved', async () => {
    const id = await add(letter({ day: TOMORROW, time: '09:30' }))
    await approve(id)
    await act(21 * HOUR)
    expect(smtp.received).toEqual([])
    await act(HOUR)
    await act(HOUR)
    expect((await show(id)).state).toBe('applied')
    expect(smtp.received).toHaveLength(1)
    const [sent] = smtp.received
    expect(sent?.subject).toBe('Neu: Zelte')
    expect([sent?.to].flat().flatMap((one) => one?.value.map(({ address }) => address) ?? [])).toEqual(mail.to)
    expect(sent?.html).toContain('<h2>Leicht</h2>')
    expect(sent?.html).toContain('<a href="https://shop.example/zelte">Zelte</a>')
    expect(sent?.html).toContain('Leicht &amp; dicht')
    expect(sent?.text).toContain('Nur **1,2 kg**')
  })

  it('is tried again where the server was busy, and goes out once', async () => {
    smtp.troubles.push('later', 'later')
    const id = await add(letter())
    await approve(id)
    for (let n = 0; n < 5; n++) await act(HOUR)
    expect([smtp.received.length, (await show(id)).state]).toEqual([1, 'applied'])
  })

  it('is not sent a second time by itself where nobody knows whether it went out', async () => {
    smtp.troubles.push('cut')
    const id = await add(letter())
    await approve(id)
    for (let n = 0; n < 5; n++) await act(HOUR)
    expect(smtp.received).toHaveLength(1)
    const { state: now, failure } = await show(id)
    expect(now).toBe('failed')
    expect(failure?.de).toContain('Message-ID')
  })
})
