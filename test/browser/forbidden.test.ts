/**
 * What a role may not see is not offered to it, and a link that leads there says so: every role against every page of the
 * registry, so that a new page is held to it without a line here.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Lang } from '../../src/core/lang.ts'
import { RIGHTS_OF, ROLES, type Role } from '../../src/core/rights.ts'
import { openWorkbenchLab, type RegisteredPage, readPages, type WorkbenchLab } from './workbench-lab.ts'

const WORDS = {
  de: { title: 'Diese Seite gehört nicht zu Ihrer Rolle', about: /Ihre Rolle darf diese Seite nicht sehen/ },
  en: { title: 'This page is not part of your role', about: /your role may not see this page/ },
} as const

const pages = await readPages()
/** Where a link to the page leads: parts that may be left out are, the others are any. */
const linkOf = ({ path }: RegisteredPage) => path.replace(/\/\{-\$\w+\}/g, '').replace(/\$\w+/g, 'x')

function mayOpen(role: Role, { right }: RegisteredPage): boolean {
  const rights: readonly string[] = RIGHTS_OF[role]
  return right === 'anyone' || right === 'signed-in' || rights.includes(right)
}

let lab: WorkbenchLab
beforeAll(async () => {
  lab = await openWorkbenchLab({ withShop: false })
}, 300_000)
afterAll(() => lab?.close())

describe.each(ROLES)('the role %s', (role) => {
  const forbidden = pages.filter((page) => !mayOpen(role, page))

  it.each<Lang>(['de', 'en'])('finds in the menu what it may see and nothing else, in %s', async (lang) => {
    const page = await lab.open(role, '/account', { lang })
    const offered = pages.filter((one) => one.group !== null && mayOpen(role, one))
    const links = page.getByRole('navigation').getByRole('listitem').getByRole('link')
    await links.first().waitFor()
    expect((await links.allInnerTexts()).sort()).toEqual(offered.map(({ label }) => label[lang]).sort())
    await page.context().close()
  })

  it.runIf(forbidden.length > 0).each<Lang>(['de', 'en'])(
    'is told by every other link that the page is not its own, in %s',
    async (lang) => {
      const page = await lab.open(role, '/account', { lang })
      const asked: string[] = []
      page.on('response', (answer) => {
        if (answer.status() === 403) asked.push(`${page.url()} asks ${answer.url()}`)
      })
      for (const one of forbidden) {
        // A link in a mail begins anew; one within the app does not.
        if (lang === 'de') await page.goto(`${lab.url}${linkOf(one)}`)
        else await page.evaluate(`history.pushState({}, '', '${linkOf(one)}')`)
        await page.waitForURL(`${lab.url}${linkOf(one)}`)
        await page.getByRole('heading', { level: 1, name: WORDS[lang].title }).waitFor()
        await page.getByText(WORDS[lang].about).waitFor()
        expect(await page.locator('html').getAttribute('lang')).toBe(lang)
      }
      // The page is not shown, so nothing is asked for it either.
      expect(asked).toEqual([])
      await page.context().close()
    },
  )
})

describe('whoever is not signed in', () => {
  it('is sent to sign in by every page but those before it, and comes back', async () => {
    const page = await lab.openStranger('/sign-in')
    for (const one of pages.filter(({ right }) => right !== 'anyone')) {
      const link = linkOf(one)
      await page.goto(`${lab.url}${link}`)
      await page.waitForURL(/\/sign-in\?next=/)
      expect(new URL(page.url()).searchParams.get('next')).toBe(link)
    }
    await page.context().close()
  })
})
