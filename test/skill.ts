/** What tests of skills need: a night's context with what analyses brought, and the proposals a skill makes of it. */
import type { NewProposal, Skill, SkillNight } from '../src/features/desk/index.ts'
import { type Contribution, type Finding, findingSchema } from '../src/features/findings/index.ts'
import type { TestStore } from './event-store.ts'

/** A finding of which only what matters is said. */
export function findingOf(id: string, part: Partial<Finding> = {}): Finding {
  return findingSchema.parse({
    id,
    kind: 'anomaly',
    direction: 'bad',
    stakeCents: -50_000,
    stakePeriodDays: 7,
    title: { de: `Titel ${id}`, en: `Title ${id}` },
    sentence: { de: `Satz über ${id}.`, en: `Sentence about ${id}.` },
    figure: {
      id,
      label: { de: 'Verlust', en: 'Loss' },
      value: 50_000,
      unit: 'cents',
      interval: { low: 40_000, high: 60_000, level: 0.95 },
      n: 100,
      missing: null,
      comparisons: [],
      evidenceId: `${id}.rows`,
    },
    chart: null,
    evidenceIds: [`${id}.rows`],
    next: [{ de: `Nachsehen: ${id}`, en: `Have a look: ${id}` }],
    ...part,
  })
}

/** What a step brings that found these. */
export function contributionOf(findings: readonly Finding[], part: Partial<Contribution> = {}): Contribution {
  return {
    title: { de: 'Schritt', en: 'Step' },
    method: { de: 'Gezählt.', en: 'Counted.' },
    figures: [],
    findings: [...findings],
    tables: [],
    charts: [],
    evidence: findings.map(({ id }) => ({
      id: `${id}.rows`,
      title: { de: 'Zeilen', en: 'Rows' },
      sql: 'SELECT 1 AS one',
      params: {},
      rowCount: 1,
      columns: ['one'],
      sample: [[1]],
    })),
    claims: [],
    notEnoughData: null,
    ...part,
  }
}

export function nightOf(
  store: Pick<TestStore, 'context'>,
  skill: string,
  part: Partial<SkillNight> & Pick<SkillNight, 'asOf'>,
): SkillNight {
  return { ...store.context(skill, part), contributions: new Map(), ...part }
}

export async function proposalsOf<Draft>(skill: Skill<Draft>, night: SkillNight): Promise<NewProposal<Draft>[]> {
  const made: NewProposal<Draft>[] = []
  for await (const proposal of skill.night?.(night) ?? []) made.push(proposal)
  return made
}
