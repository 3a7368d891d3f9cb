import { beforeEach, describe, expect, it } from 'vitest'
import { asked, deps, fillStoresAround, KEY, MAIL, state } from '../../../test/person.ts'
import { countPerson, erasePerson } from './erase.ts'
import { exportPerson } from './export.ts'
import { MASK } from './mask.ts'

fillStoresAround()

const NAME = 'Ada Lovelace'
const OPEN = '00000000-0000-4000-8000-000000000001'
const APPLIED = '00000000-0000-4000-8000-000000000002'
const OTHERS = '00000000-0000-4000-8000-000000000003'

async function addProposal(id: string, proposalState: string, words: string): Promise<void> {
  const said = JSON.stringify({ de: words, en: words })
  await state.pool.query(
    `INSERT INTO proposals (id, skill, subject_kind, subject_key, subject_label, title, reason, draft, effect_rank, evidence, author,
       checks, worst, content_hash, proposed_hash, state, search_text, created_at)
     VALUES ($1, 'mail.write', 'customer', $2, $3, $3, $3, $4, 0, '[]', '{}', '[]', 0, 'hash', 'hash', $5, lower($2), now())`,
    [id, `${words} ${id}`, said, JSON.stringify({ to: words, cents: 5 }), proposalState],
  )
}

beforeEach(async () => {
  await addProposal(OPEN, 'approved', `An ${MAIL}`)
  await addProposal(APPLIED, 'applied', `Für ${NAME} (${KEY})`)
  await addProposal(OTHERS, 'open', 'Für Bob')
  await state.pool.query(
    `INSERT INTO proposal_actions (proposal_id, kind, skill, decided_by, status, due_at, created_at)
     VALUES ($1, 'apply', 'mail.write', 'person:1', 'waiting', now(), now())`,
    [OPEN],
  )
  await state.pool.query(
    `INSERT INTO proposal_history (proposal_id, at, actor, action, note) VALUES ($1, now(), 'person:1', 'commented', $2)`,
    [APPLIED, `${NAME} hat angerufen`],
  )
  const { rows } = await state.pool.query<{ id: string }>(
    `INSERT INTO tasks (title, notes, role, created_by, created_at) VALUES ($1, 'Dringend', 'sales', 'person:1', now()) RETURNING id`,
    [`${NAME} zurückrufen`],
  )
  await state.pool.query(
    `INSERT INTO task_comments (task_id, author, written_at, body) VALUES ($1, 'person:1', now(), $2)`,
    [rows[0]?.id, `Mail an ${MAIL} ist raus`],
  )
})

const proposal = async (id: string) =>
  (await state.pool.query('SELECT state, title, draft, content_hash, search_text FROM proposals WHERE id = $1', [id]))
    .rows[0]

describe('what was written at work about a person', () => {
  it('is in their export, and nobody else is', async () => {
    const { work } = (await exportPerson(deps(), asked(KEY), 'cli')).state
    expect(Object.fromEntries(Object.entries(work).map(([kind, rows]) => [kind, rows.length]))).toEqual({
      proposals: 2,
      proposalHistory: 1,
      proposalActions: 0,
      tasks: 1,
      taskComments: 1,
      audiences: 0,
    })
    expect(JSON.stringify(work)).not.toContain('Bob')
  })

  it('loses their name and stays as proof; what would still act on them is withdrawn', async () => {
    const counted = await countPerson(deps(), asked(KEY))
    expect(counted.counts).toMatchObject({ proposals: 2, proposalHistory: 1, tasks: 1, taskComments: 1 })
    expect(await proposal(OPEN)).toMatchObject({ state: 'approved', draft: { to: `An ${MAIL}` } })
    await erasePerson(deps(), asked(KEY), { actor: 'cli' })
    expect(await proposal(OPEN)).toMatchObject({ state: 'withdrawn', draft: { to: `An ${MASK}`, cents: 5 } })
    expect(await proposal(APPLIED)).toMatchObject({
      state: 'applied',
      title: { de: `Für ${MASK} (${MASK})` },
      content_hash: 'hash',
    })
    expect(await proposal(OTHERS)).toMatchObject({ state: 'open', draft: { to: 'Für Bob' } })
    const { rows: actions } = await state.pool.query('SELECT status FROM proposal_actions')
    expect(actions).toEqual([{ status: 'cancelled' }])
    const { rows: told } = await state.pool.query('SELECT actor, action FROM audit_log WHERE subject = $1', [OPEN])
    expect(told).toEqual([{ actor: 'system', action: 'proposal.withdrawn' }])
    const { rows: tasks } = await state.pool.query(
      'SELECT title, body FROM tasks JOIN task_comments ON task_id = tasks.id',
    )
    expect(tasks).toEqual([{ title: `${MASK} zurückrufen`, body: `Mail an ${MASK} ist raus` }])
    const { rows: left } = await state.pool.query(
      `SELECT FROM proposals WHERE strpos(lower(proposals::text), $1) > 0 OR strpos(lower(proposals::text), $2) > 0`,
      [MAIL.toLowerCase(), NAME.toLowerCase()],
    )
    expect(left).toEqual([])
  })
})
