/** Which audiences the findings of a night call for. Pure. */
import type { Lang, Text } from '../../core/lang.ts'
import type { Effect } from '../desk/index.ts'
import type { Contribution, Evidence, Finding } from '../findings/index.ts'
import { DEFAULT_STEPS, DEFAULT_WINDOW_HOURS } from '../funnel/index.ts'
import { DEFAULT_DAYS, type HitMatch, writeMatch } from '../visits/index.ts'
import { definitionSchema, type Leaf, type NewAudience } from './schema.ts'
import { BASIS, breakName, LAPSED, leakName } from './skill-texts.ts'

/** Whom a fault has hit: those of two weeks, as the report compares one with the four before. */
const FAULT_DAYS = 14
/** What comparisons tell visitors apart by. */
const PARTS = ['browser', 'device', 'country', 'channel'] as const
/** All values that are rare, told together: no filter finds them. */
const RARE = '*'
const ORDER: HitMatch = { type: 'Order Completed', step: '', path: '' }

export interface AudienceIdea {
  readonly finding: Finding
  readonly name: Text
  readonly rule: Leaf
  readonly effect: Effect | null
  readonly evidence: readonly Evidence[]
}

/** At most one of each kind. */
export function audienceIdeas(contributions: ReadonlyMap<string, Contribution>): AudienceIdea[] {
  return [
    ideaOf(contributions.get('funnel'), 'funnel.leak.', leakIdea),
    ideaOf(contributions.get('comparison'), 'comparison.break.', breakIdea),
    ideaOf(contributions.get('customers'), 'customers.slid', lapsedIdea),
  ].filter((idea) => idea !== null)
}

type Idea = Omit<AudienceIdea, 'finding' | 'evidence'>

function ideaOf(
  contribution: Contribution | undefined,
  start: string,
  make: (finding: Finding, contribution: Contribution) => Idea | null,
): AudienceIdea | null {
  const finding = contribution?.findings.find(({ id }) => id.startsWith(start))
  if (contribution === undefined || finding === undefined) return null
  const idea = make(finding, contribution)
  if (idea === null) return null
  const evidence = contribution.evidence.filter(({ id }) => finding.evidenceIds.includes(id))
  return { ...idea, finding, evidence }
}

/** 'funnel.leak.2': lost after the second step. */
function leakIdea(finding: Finding, { tables }: Contribution): Idea | null {
  const place = Number(finding.id.slice('funnel.leak.'.length))
  const step = DEFAULT_STEPS[place - 1]
  if (step === undefined || DEFAULT_STEPS[place] === undefined) return null
  return {
    name: leakName(step),
    rule: {
      kind: 'funnel',
      steps: DEFAULT_STEPS.map(writeMatch),
      windowHours: DEFAULT_WINDOW_HOURS,
      period: { days: DEFAULT_DAYS },
      filters: [],
      step: place,
      outcome: 'lost',
    },
    effect: effectOf(finding, leakEnds(finding, tables, place)),
  }
}

/** The stake is a share of what all that were lost are worth; so are its ends of that interval. */
function leakEnds({ stakeCents }: Finding, tables: Contribution['tables'], place: number): [number, number] | null {
  const table = tables.find(({ id }) => id === 'funnel.steps')
  const row = table?.rows[place - 1]
  const cellOf = (key: string) => row?.[table?.columns.findIndex((column) => column.key === key) ?? -1]
  const [worth, low, high] = [cellOf('worth'), cellOf('worthLow'), cellOf('worthHigh')]
  if (typeof worth !== 'number' || typeof low !== 'number' || typeof high !== 'number') return null
  if (stakeCents === null || worth <= 0) return null
  const share = Math.abs(stakeCents) / worth
  return [low * share, high * share]
}

/** Who it was and at which step stands in the parameters of the finding's own query. */
function breakIdea(finding: Finding, { evidence }: Contribution): Idea | null {
  const params = evidence.find(({ id }) => id === finding.figure.evidenceId)?.params ?? {}
  const text = (key: string) => String(params[key] ?? '')
  const steps = Array.from({ length: 16 }, (_, i): HitMatch => {
    const name = `step${i + 1}`
    return { type: text(`${name}Type`), step: text(`${name}Step`), path: text(`${name}Path`) }
  })
  const step = steps.find(({ type, step: name }) => type !== '' && finding.id.endsWith(`.${name === '' ? type : name}`))
  const parts = PARTS.filter((part) => text(part) !== '')
  if (step === undefined || parts.some((part) => text(part) === RARE)) return null
  const who = parts.map(text)
  return {
    name: breakName(who, step),
    rule: {
      kind: 'funnel',
      steps: [step, ORDER].map(writeMatch),
      windowHours: DEFAULT_WINDOW_HOURS,
      period: { days: FAULT_DAYS },
      filters: parts.map((part) => ({ dimension: part, values: [text(part)] })),
      step: 1,
      outcome: 'lost',
    },
    effect: effectOf(finding, null),
  }
}

function lapsedIdea(finding: Finding): Idea {
  const { interval } = finding.figure
  return {
    name: LAPSED,
    rule: { kind: 'segment', segments: ['at-risk'] },
    effect: effectOf(finding, interval === null ? null : [interval.low, interval.high]),
  }
}

function effectOf(
  { stakeCents, stakePeriodDays, figure }: Finding,
  ends: readonly [number, number] | null,
): Effect | null {
  if (stakeCents === null) return null
  return {
    cents: Math.abs(stakeCents),
    low: ends === null ? null : Math.round(ends[0]),
    high: ends === null ? null : Math.round(ends[1]),
    level: figure.interval?.level ?? 0.95,
    periodDays: stakePeriodDays,
    n: figure.n,
    basis: BASIS,
  }
}

/** The draft in the shop's language. */
export function draftOf({ name, rule }: AudienceIdea, lang: Lang): NewAudience {
  return { name: name[lang].slice(0, 120), definition: definitionSchema.parse({ version: 1, rule }) }
}
