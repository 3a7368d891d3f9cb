/**
 * The desk as the team has it: what a night shift proposed is looked at, decided and carried out in a real browser, and every
 * outcome is held against the audit log and against what reached the other side.
 */
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { nameOf, openWorkbenchLab, readPages, type WorkbenchLab } from './workbench-lab.ts'
import { BRANDS } from './workbench-shop.ts'

const PATIENCE = { timeout: 90_000, interval: 300 }

const proposalsSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.object({ de: z.string(), en: z.string() }),
      state: z.string(),
      subject: z.object({ key: z.string() }),
    }),
  ),
})
const auditSchema = z.object({ items: z.array(z.object({ action: z.string() })) })
type Proposal = z.infer<typeof proposalsSchema>['items'][number]

let lab: WorkbenchLab
beforeAll(async () => {
  lab = await openWorkbenchLab({ withShop: true })
}, 600_000)
afterAll(() => lab?.close())

/** What a skill proposes about something, by its key or the end of it. */
async function proposalAbout(skill: 'prices.correct' | 'stock.reorder', key: string): Promise<Proposal> {
  const { body } = await lab.ask('owner', 'GET', `/proposals?state=all&skill=${skill}&limit=50`)
  const found = proposalsSchema.parse(body).items.find(({ subject }) => subject.key.endsWith(key))
  if (found === undefined) throw new Error(`There is no proposal of ${skill} about '${key}'.`)
  return found
}

/** One brand for each test: its purchase request is a mail. */
const brands = BRANDS.values()
const nextRequest = () => proposalAbout('stock.reorder', String(brands.next().value))

/** What the audit log says of it, the oldest first. */
async function audited({ id }: Proposal): Promise<string[]> {
  const { body } = await lab.ask('owner', 'GET', `/audit?subject=${id}`)
  return auditSchema
    .parse(body)
    .items.map(({ action }) => action.replace('proposal.', ''))
    .reverse()
}

/** Mails that left for it. */
const mailsAbout = (brand: string) => lab.mails.filter(({ subject }) => subject?.includes(brand))
const brandOf = ({ title }: Proposal) => BRANDS.find((brand) => title.de.includes(brand)) ?? ''

const detail = (page: Page): Locator => page.getByRole('article')
const button = (within: Page | Locator, name: RegExp): Locator => within.getByRole('button', { name })
const head = (page: Page) => detail(page).getByRole('banner').or(detail(page).locator('header'))

async function openOnDesk(page: Page, { id, title }: Proposal, lang: 'de' | 'en'): Promise<void> {
  await page.goto(`${lab.url}/desk/${id}`)
  await page.getByRole('heading', { level: 1, name: title[lang] }).waitFor()
  await detail(page).waitFor()
}

describe('what a night shift proposed', () => {
  it('is approved, carried out, and said so by state, receipt and audit log', async () => {
    const request = await nextRequest()
    const page = await lab.open('sales', '/desk')
    await page.getByRole('list', { name: 'Vorschläge' }).getByRole('button', { name: request.title.de }).click()
    await page.getByRole('heading', { level: 1, name: request.title.de }).waitFor()
    await button(detail(page), /^Freigeben/).click()
    await page.getByText(`„${request.title.de}“: freigegeben`).waitFor()
    await openOnDesk(page, request, 'de')
    await head(page).getByText('ausgeführt').waitFor()
    await page.getByRole('heading', { name: 'Was geschah' }).waitFor()
    await detail(page).getByRole('list').getByText(nameOf('sales')).first().waitFor()
    expect(await audited(request)).toEqual(['proposed', 'approved', 'applied'])
    expect(mailsAbout(brandOf(request))).toHaveLength(1)
    const boss = await lab.open('owner', `/audit?subject=${request.id}`)
    await boss
      .getByRole('row')
      .filter({ hasText: nameOf('sales') })
      .first()
      .waitFor()
    await boss.context().close()
    await page.context().close()
  })

  it('is carried out as it was changed, and the history says what was changed', async () => {
    const request = await nextRequest()
    const page = await lab.open('sales', '/desk', { lang: 'en' })
    await openOnDesk(page, request, 'en')
    await button(detail(page), /^Edit/).click()
    await detail(page)
      .getByLabel('Subject', { exact: true })
      .fill(`Urgent: ${brandOf(request)}`)
    await button(detail(page), /^Approve as changed/).click()
    await page.getByText(`“${request.title.en}”: approved as changed`).waitFor()
    await openOnDesk(page, request, 'en')
    await head(page).getByText('applied').waitFor()
    await detail(page)
      .getByRole('list')
      .getByText(`Urgent: ${brandOf(request)}`)
      .waitFor()
    expect(mailsAbout(brandOf(request)).map(({ subject }) => subject)).toEqual([`Urgent: ${brandOf(request)}`])
    await page.context().close()
  })

  it('is rejected for a reason that stands in its history', async () => {
    const request = await nextRequest()
    const page = await lab.open('sales', '/desk')
    await openOnDesk(page, request, 'de')
    await button(detail(page), /^Ablehnen/).click()
    const form = page.getByRole('form', { name: 'Ablehnen' })
    await button(form, /Falscher Zeitpunkt/).click()
    await form.getByLabel('Anmerkung (darf fehlen)').fill('Erst nach der Inventur')
    await button(form, /^Ablehnen/).click()
    await page.getByText(`„${request.title.de}“: abgelehnt`).waitFor()
    await openOnDesk(page, request, 'de')
    await head(page).getByText('abgelehnt').waitFor()
    await detail(page).getByText('Erst nach der Inventur').waitFor()
    expect(await audited(request)).toEqual(['proposed', 'rejected'])
    expect(mailsAbout(brandOf(request))).toEqual([])
    await page.context().close()
  })

  it('is undone after it was carried out', async () => {
    const price = await proposalAbout('prices.correct', 'FALSCH-9')
    const page = await lab.open('sales', '/desk')
    await openOnDesk(page, price, 'de')
    await button(detail(page), /^Freigeben/).click()
    await openOnDesk(page, price, 'de')
    await head(page).getByText('ausgeführt').waitFor()
    await button(detail(page), /^Wirkung zurücknehmen/).click()
    await head(page).getByText('zurückgenommen').waitFor()
    expect(await audited(price)).toEqual(['proposed', 'approved', 'applied', 'undo-asked', 'undone'])
    await page.context().close()
  })

  it('is not sent where the check stands against it, and what was typed stays', async () => {
    const price = await proposalAbout('prices.correct', 'FALSCH-8')
    const page = await lab.open('sales', '/desk')
    await openOnDesk(page, price, 'de')
    await button(detail(page), /^Ändern/).click()
    await detail(page).getByLabel('Neuer Preis').fill('1,00')
    await button(detail(page), /^Geändert freigeben/).click()
    await page.getByRole('alert').filter({ hasText: 'der Einkauf kostet' }).waitFor()
    await page.getByRole('heading', { level: 1, name: price.title.de }).waitFor()
    expect(await detail(page).getByLabel('Neuer Preis').inputValue()).toBe('1 EUR')
    expect(await page.getByText('Der Entwurf hat sich geändert').count()).toBe(0)
    expect(await audited(price)).toEqual(['proposed'])
    await page.context().close()
  })
})

describe('the emergency stop', () => {
  // Else one test that failed would hold up those after it.
  afterEach(() => lab.ask('owner', 'PUT', '/autonomy/stop', { active: false }))

  it('holds everything that was approved, stands on every page, and lets it go on when it is released', async () => {
    const request = await nextRequest()
    const page = await lab.open('owner', '/desk')
    await button(page, /^Alles anhalten/).click()
    await page.getByRole('dialog').getByLabel('Grund (sehen alle)').fill('Preise falsch')
    await button(page.getByRole('dialog'), /^Alles anhalten/).click()
    const band = page.getByRole('region', { name: 'Alles angehalten' })
    await band.getByText('Preise falsch').waitFor()
    await openOnDesk(page, request, 'de')
    await button(detail(page), /^Freigeben/).click()
    await band.getByText('Eine Handlung wartet.').waitFor()
    const colleague = await lab.open('sales', '/account', { lang: 'en' })
    for (const { path, right } of await readPages()) {
      if (right === 'anyone') continue
      await colleague.goto(`${lab.url}${path.replace(/\/\{-\$\w+\}/g, '').replace(/\$\w+/g, 'x')}`)
      await colleague.getByRole('region', { name: 'Everything is stopped' }).getByText(nameOf('owner')).waitFor()
    }
    expect(await button(colleague, /^Release/).count()).toBe(0)
    expect(await audited(request)).toEqual(['proposed', 'approved'])
    expect(mailsAbout(brandOf(request))).toEqual([])
    await button(band, /^Wieder freigeben/).click()
    await button(page.getByRole('dialog'), /^Wieder freigeben/).click()
    await band.waitFor({ state: 'detached' })
    await openOnDesk(page, request, 'de')
    await head(page).getByText('ausgeführt').waitFor()
    expect(mailsAbout(brandOf(request))).toHaveLength(1)
    // The colleague's page hears of it by itself.
    await colleague.getByRole('region', { name: 'Everything is stopped' }).waitFor({ state: 'detached' })
    await colleague.context().close()
    await page.context().close()
  })
})

describe('two people at one proposal', () => {
  it.each(['de', 'en'] as const)('the second is told who was quicker, and it happens once, in %s', async (lang) => {
    const request = await nextRequest()
    const [first, second] = [await lab.open('sales', '/desk', { lang }), await lab.open('owner', '/desk', { lang })]
    const approve = lang === 'de' ? /^Freigeben/ : /^Approve/
    await openOnDesk(first, request, lang)
    await openOnDesk(second, request, lang)
    // The owner's approval is on its way when that of sales arrives.
    let letGo = (): void => undefined
    const decided = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await second.route('**/approve', async (route) => {
      await decided
      await route.continue()
    })
    await button(detail(second), approve).click()
    await button(detail(first), approve).click()
    await vi.waitFor(async () => expect(await audited(request)).toContain('approved'), PATIENCE)
    letGo()
    const told = second.getByRole('alert').filter({ hasText: lang === 'de' ? 'Schon entschieden' : 'Decided already' })
    await told.getByText(nameOf('sales')).waitFor()
    await openOnDesk(first, request, lang)
    await head(first)
      .getByText(lang === 'de' ? 'ausgeführt' : 'applied')
      .waitFor()
    expect(await audited(request)).toEqual(['proposed', 'approved', 'applied'])
    expect(mailsAbout(brandOf(request))).toHaveLength(1)
    await first.context().close()
    await second.context().close()
  })

  it('the second sees what the first changed before deciding on it', async () => {
    const request = await nextRequest()
    const [first, second] = [await lab.open('sales', '/desk'), await lab.open('owner', '/desk')]
    await openOnDesk(second, request, 'de')
    await openOnDesk(first, request, 'de')
    await button(detail(first), /^Ändern/).click()
    await detail(first)
      .getByLabel('Betreff', { exact: true })
      .fill(`Eilig: ${brandOf(request)}`)
    await button(detail(first), /^Änderung speichern/).click()
    const told = second.getByRole('alert').filter({ hasText: 'Der Entwurf hat sich geändert' })
    await told.getByText('Eilig').waitFor()
    await button(told, /^Gesehen/).click()
    await button(detail(second), /^Freigeben/).click()
    await openOnDesk(second, request, 'de')
    await head(second).getByText('ausgeführt').waitFor()
    expect(mailsAbout(brandOf(request)).map(({ subject }) => subject)).toEqual([`Eilig: ${brandOf(request)}`])
    await first.context().close()
    await second.context().close()
  })
})

describe('the keyboard alone', () => {
  it('reviews ten proposals: moves, approves, takes back, rejects and edits', async () => {
    const page = await lab.open('owner', '/account')
    const keys = page.keyboard
    const shown = (one: Proposal | undefined) =>
      detail(page)
        .getByRole('heading', { level: 1, name: one?.title.de ?? '' })
        .waitFor()
    const press = async (...names: string[]) => {
      for (const name of names) await keys.press(name)
    }
    // The menu names the pages, and with them their keys, once it is known who looks.
    await page.getByRole('navigation').getByRole('link', { name: 'Pult' }).first().waitFor()
    await press('g', 'd')
    await page.waitForURL(/\/desk/)
    const [first, second] = await openProposals()
    await shown(first)
    await press('j')
    await shown(second)
    await press('k')
    await shown(first)
    await press('a')
    await shown(second)
    await page.getByText(`„${first?.title.de}“: freigegeben`).waitFor()
    await press('u')
    await shown(first)
    // Taken back before it acted, or undone after: on a slow machine the five seconds may be over.
    await vi.waitFor(async () => expect(['open', 'undone']).toContain((await stateOf(first)) ?? ''), PATIENCE)
    if ((await stateOf(first)) === 'undone') await press('j')
    const ten = (await openProposals()).slice(0, 10)
    expect(ten).toHaveLength(10)
    for (const [place, one] of ten.entries()) {
      await shown(one)
      if (place % 3 === 0) await press('a')
      else if (place % 3 === 1) {
        await press('r')
        await page.getByRole('form', { name: 'Ablehnen' }).waitFor()
        await press('1')
        await keys.type(`Nummer ${place}`)
        await press('Enter')
      } else {
        await press('e')
        await detail(page).locator('input:focus, textarea:focus').waitFor()
        await press('Control+A')
        await keys.type('99')
        await press('Control+Enter')
      }
    }
    const wanted = [['approved', 'applied'], ['rejected'], ['edited', 'applied']]
    for (const [place, one] of ten.entries())
      await vi.waitFor(async () => expect(wanted[place % 3]).toContain(await stateOf(one)), PATIENCE)
    await page.context().close()
  })
})

/** In the order of the desk. */
async function openProposals(): Promise<readonly Proposal[]> {
  const { body } = await lab.ask('owner', 'GET', '/proposals?limit=50')
  return proposalsSchema.parse(body).items
}

async function stateOf(one: Proposal | undefined): Promise<string | null> {
  const { body } = await lab.ask('owner', 'GET', `/proposals/${one?.id}`)
  return z.object({ state: z.string() }).parse(body).state
}
