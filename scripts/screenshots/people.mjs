// The owner, made as people make it: by the link of the first start, in the browser. And what the demo shop has none of by itself.
import { randomUUID } from 'node:crypto'

const OWNER = { name: 'Ada Lovelace', email: 'ada@bergfreund.example' }

/** @returns what the browser keeps of who is signed in */
export async function becomeOwner(browser, link) {
  const context = await browser.newContext({ locale: 'de-DE' })
  try {
    const page = await context.newPage()
    await page.goto(link)
    await page.getByLabel('Ihr Name').fill(OWNER.name)
    await page.getByLabel('Mailadresse').fill(OWNER.email)
    await page.getByRole('textbox', { name: 'Passwort' }).fill(randomUUID())
    await page.getByRole('button', { name: 'Konto anlegen' }).click()
    await page.getByRole('button', { name: OWNER.name }).waitFor()
    return await context.storageState()
  } finally {
    await context.close()
  }
}

/** Asks the API as the signed-in person does. */
export function apiOf(request, origin) {
  const ask = async (method, path, data) => {
    const answer = await request.fetch(`${origin}/api/v1${path}`, {
      method,
      ...(data === undefined ? {} : { data }),
      headers: { origin, 'x-dirigent': '1' },
    })
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  return { read: (path) => ask('GET', path), write: (path, data) => ask('POST', path, data) }
}

/** What only people make: tasks and an audience. */
export async function makeWork({ read, write }) {
  const { asOf } = await read('/reports/latest')
  await write('/tasks', {
    title: 'Winterkatalog: Titelfoto aussuchen',
    notes: 'Drei zur Wahl; die Daunenjacke soll drauf sein.',
    role: 'content-editor',
    dueDay: asOf,
  })
  await write('/tasks', { title: 'Lieferzeit der Regenjacken nachfragen', role: 'sales' })
  await write('/audiences', {
    name: 'Stammkunden, seit 90 Tagen still',
    definition: { version: 1, rule: { kind: 'sales', orders: { atLeast: 3 }, daysSinceOrder: { atLeast: 90 } } },
  })
}
