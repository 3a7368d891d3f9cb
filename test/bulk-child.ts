/**
 * An order of many descriptions worked on and released by a process of its own, for tests that kill it: writes what is ordered, decides
 * the sample, has the others written, approves what nothing stands against, and acts, until it is killed.
 * node bulk-child.mjs <state store> <shop> <order>
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { openTextChannel } from '../src/channels/shop/index.ts'
import { approveClean, type BulkDeps, continueBulk, showBulk } from '../src/features/bulk-texts/service.ts'
import { workBulks } from '../src/features/bulk-texts/work.ts'
import { builtInWriter, descriptionSkill } from '../src/features/content/index.ts'
import { TEXT_KERNELS } from '../src/features/content/text-kernels.ts'
import { textWork } from '../src/features/content/text-work.ts'
import { actOnDue, decideBatch, propose } from '../src/features/desk/index.ts'
import { readVoice } from '../src/features/voice/index.ts'
import { textOfHtml } from '../src/ingest/import/html.ts'
import { lockTexts, readHeldText, recordText } from '../src/ingest/write/held-text.ts'
import { openStateStore } from '../src/stores/state/store.ts'
import { deskOf, person } from './desk.ts'
import { NO_LINKS } from './links.ts'
import { KINDS } from './shops/kinds.ts'

const [databaseUrl = '', shopUrl = '', order = ''] = process.argv.slice(2)
const EDITOR = person(4)
const state = await openStateStore({ url: databaseUrl, folder: '', environment: {} })
const clock = { now: () => Date.now(), set: () => undefined, pass: () => undefined }
const book = { read: readHeldText, wordsOf: textOfHtml, lock: lockTexts, record: recordText }
const settings = KINDS.find(({ name }) => name === 'woocommerce')?.settings(shopUrl) ?? { kind: 'catalogue' as const }
const shop = openTextChannel(settings, { state, clock, book })
// Within this process: it is killed whole.
const work = textWork(TEXT_KERNELS, async () => (await readVoice(state)).profile)
const writer = builtInWriter(work.writeChecked)
const skill = descriptionSkill({ state, clock, lang: 'de', shop, work, links: NO_LINKS, writer })
const desk = deskOf(state, clock, [skill])
const approve: BulkDeps['approve'] = async (principal, proposals) => {
  const { outcomes } = await decideBatch(desk, principal, { decision: 'approve', proposals: [...proposals] })
  return outcomes.filter(({ outcome }) => outcome === 'done').length
}
const deps: BulkDeps & Pick<typeof desk, 'log'> = {
  ...{ state, clock, shop, writer, approve, log: desk.log },
  productsOf: async () => [],
  put: (proposal, origin) => propose(desk, skill, proposal, origin),
  wake: async () => undefined,
}
// Acts as if the moment for second thoughts were over.
const acting = { ...desk, clock: { ...clock, now: () => Date.now() + 10_000 } }
process.stdout.write('ready\n')
for (;;) {
  await workBulks(deps, new AbortController().signal)
  const { status } = await showBulk(deps, order)
  if (status === 'review' || status === 'done') {
    const { rows } = await state.pool.query<{ id: string; contentHash: string }>(
      `SELECT p.id, p.content_hash AS "contentHash" FROM proposals AS p JOIN bulk_text_items AS i ON i.proposal_id = p.id
       JOIN bulk_texts AS b ON b.id = i.bulk_id WHERE p.state = 'open' AND i.place < b.sample LIMIT 2`,
    )
    if (rows.length > 0) await approve(EDITOR, rows)
    else if (status === 'review') await continueBulk(deps, EDITOR, order)
    else await approveClean(deps, EDITOR, order)
  }
  await actOnDue(acting)
  await sleep(1)
}
