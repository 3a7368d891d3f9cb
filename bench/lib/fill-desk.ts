/**
 * Fills the desk of a data folder: so many open proposals, each made by the desk's own way in, with checks, rule and audit log.
 * Run as its own process: `node fill-desk.js <folder> <proposals>`.
 */
import { openApp } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'
import { addDays, type Day, dayOf } from '../../src/core/time.ts'
import { deskDeps } from '../../src/deps.ts'
import { type NewProposal, propose } from '../../src/features/desk/index.ts'
import { openSteps } from '../../src/night-steps.ts'
import { openSkills } from '../../src/skills.ts'

const SKILL = 'tasks.follow-up'
/** As many at a time as the store takes well. */
const AT_ONCE = 8
const SUBJECTS = ['Regenjacke', 'Daunenschlafsack', 'Trekkingrucksack', 'Wanderstiefel', 'Stirnlampe', 'Zelt', 'Kocher']

function proposalOf(number: number, reportDay: Day): NewProposal<object> {
  const name = `${SUBJECTS[number % SUBJECTS.length]} ${String(number).padStart(5, '0')}`
  const label = { de: name, en: name }
  const title = { de: `Aufgabe: ${name} verkauft sich schlechter`, en: `Task: ${name} sells worse` }
  const findingId = `bench.${number}`
  const cents = -100 * number
  const dueDay = addDays(reportDay, 5)
  return {
    subject: { kind: 'finding', key: findingId, label },
    title,
    reason: { de: `${name} liegt unter dem Erwarteten.`, en: `${name} is below what was expected.` },
    draft: { title: title.de, notes: '', role: 'marketing-lead', dueDay, findingId, reportDay },
    effect: { cents, low: 2 * cents, high: 0, level: 0.95, periodDays: 7, n: number, basis: title },
    evidence: [],
    author: { kind: 'rule', name: SKILL, version: '1' },
  }
}

async function fill(dataDir: string, count: number): Promise<void> {
  const config = loadConfig({ env: {}, cwd: dataDir, overrides: { dataDir } })
  const app = await openApp(config, 'bench', async () => ({ openSteps, openSkills }))
  try {
    const deps = deskDeps(app)
    const skill = deps.skills.find(({ name }) => name === SKILL)
    if (skill === undefined) throw new Error(`There is no skill '${SKILL}'.`)
    const reportDay = dayOf(app.clock.now(), deps.timeZone)
    let next = 0
    const work = async () => {
      while (next < count) {
        next += 1
        await propose(deps, skill, proposalOf(next, reportDay), 'bench')
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  } finally {
    await app.close()
  }
}

const [folder, count] = process.argv.slice(2)
if (folder === undefined || count === undefined) throw new Error('Usage: node fill-desk.js <folder> <proposals>')
await fill(folder, Number(count))
