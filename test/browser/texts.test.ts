/** Texts are written in the editor: formed by keys, checked while they are typed, mended by a key, and put on the desk as they stand. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openWorkbenchLab, type WorkbenchLab } from './workbench-lab.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

let lab: WorkbenchLab
beforeAll(async () => {
  lab = await openWorkbenchLab({ withShop: true })
}, 600_000)
afterAll(() => lab?.close())

const itemsOf = (body: unknown) => z.object({ items: z.array(z.record(z.string(), z.unknown())) }).parse(body).items
const firstProduct = async () => itemsOf((await lab.ask('owner', 'GET', '/products?text=Zelt')).body)[0]?.id
const editorOf = (page: Page) => page.getByRole('textbox', { name: 'Ihr Text' })

/** As another program puts it on the clipboard. */
async function paste(page: Page, html: string): Promise<void> {
  await editorOf(page).evaluate((field, said) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', said)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, html)
}

/** A check that comes back draws underlines and sets the caret to where the editor last knew it, which keys pressed by a machine can outrun. */
async function goToEnd(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      await page.keyboard.press('Control+End')
      return editorOf(page).evaluate(async (field) => {
        for (let frame = 0; frame < 2; frame++) await new Promise((done) => requestAnimationFrame(done))
        const caret = getSelection()
        if (caret?.focusNode == null) return null
        const behind = document.createRange()
        behind.selectNodeContents(field)
        behind.setStart(caret.focusNode, caret.focusOffset)
        return behind.toString()
      })
    })
    .toBe('')
}

describe('the editor of the Texts page', () => {
  it('forms a text by keys, underlines what stands out, mends it by a key, and hands over what stands there', async () => {
    const product = await firstProduct()
    const page = await lab.open('owner', `/texts/${product}`)
    const editor = editorOf(page)
    await editor.click()
    await page.keyboard.type('## Leicht')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Ein schöhnes Zelt mit ')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('viel Platz')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('.')
    expect(await editor.locator('h2').innerText()).toBe('Leicht')
    expect(await editor.locator('strong').innerText()).toBe('viel Platz')

    await editor.locator('[data-found]', { hasText: 'schöhnes' }).waitFor()
    await page.keyboard.press('F8')
    await page.getByRole('status').filter({ hasText: 'Wörterbuch' }).first().waitFor()
    await page.keyboard.press('Alt+Enter')
    await expect.poll(() => editor.innerText()).not.toContain('schöhnes')
    expect(await editor.innerText()).toContain('schönes')

    await goToEnd(page)
    await page.keyboard.press('Enter')
    await paste(
      page,
      `<h1 style="color:red" onclick="alert(1)">Fremd</h1><p><span style="font-size:40px">Ein <b>fetter</b> Satz,</span>
       <a href="javascript:alert(1)">böse</a> und <a href="https://shop.example/zelte" target="_blank">gut</a>.</p>
       <table><tr><th>Größe</th></tr><tr><td>M</td></tr></table><script>alert(1)</script><img src="x" onerror="alert(1)">`,
    )
    expect(await editor.locator('[style], [onclick], script, img, font').count()).toBe(0)
    expect(await editor.locator('[data-kept] td').innerText()).toBe('M')

    await page.getByRole('button', { name: 'Als Beschreibung auf das Pult' }).click()
    await page.getByText('Liegt auf dem Pult').waitFor()
    const list = await lab.ask('owner', 'GET', '/proposals?state=open&skill=content.product-description&limit=50')
    const drafts = await Promise.all(
      itemsOf(list.body).map(async ({ id }) => {
        const { body } = await lab.ask('owner', 'GET', `/proposals/${String(id)}`)
        return z.object({ draft: z.object({ productId: z.number(), version1: z.string() }) }).parse(body).draft
      }),
    )
    expect(drafts.find(({ version1 }) => version1.includes('Fremd'))?.version1).toBe(
      [
        '## Leicht',
        'Ein schönes Zelt mit **viel Platz**.',
        '## Fremd',
        'Ein **fetter** Satz, böse und [gut](https://shop.example/zelte).',
        '| Größe |\n| --- |\n| M |',
      ].join('\n\n'),
    )
    await page.context().close()
  })

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)(
    'holds to WCAG 2.2 AA in the %s theme at %i pixels, and is no wider than the screen',
    async (colorScheme, width) => {
      const page = await lab.open('owner', `/texts/${await firstProduct()}`, { colorScheme, width })
      await editorOf(page).click()
      await page.keyboard.type('- Ein schöhnes Zelt')
      await page.locator('[data-found]').first().waitFor()
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
      // The Tab key leaves the field.
      await editorOf(page).focus()
      await page.keyboard.press('Tab')
      expect(await editorOf(page).evaluate((field) => field === document.activeElement)).toBe(false)
      await page.context().close()
    },
  )

  it('takes over a link and takes it out again', async () => {
    const page = await lab.open('owner', `/texts/${await firstProduct()}`)
    const editor = editorOf(page)
    await editor.click()
    await page.keyboard.type('Zelte')
    await page.keyboard.press('Shift+Home')
    await page.getByRole('button', { name: 'Link', exact: true }).click()
    await page.getByRole('textbox', { name: 'Adresse' }).fill('javascript:alert(1)')
    await page.getByText('keine Adresse, zu der ein Link führen darf').waitFor()
    await page.getByRole('textbox', { name: 'Adresse' }).fill('https://shop.example/zelte')
    await page.keyboard.press('Enter')
    expect(await editor.locator('a').getAttribute('data-href')).toBe('https://shop.example/zelte')
    await page.getByRole('button', { name: 'Link', exact: true }).click()
    await page.getByRole('textbox', { name: 'Adresse' }).fill('')
    await page.keyboard.press('Enter')
    expect(await editor.locator('a').count()).toBe(0)
    await page.context().close()
  })
})
