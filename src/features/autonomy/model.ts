/** Whether a proposal may act without a person, and what level a skill has earned. Pure. */
import { Temporal } from 'temporal-polyfill'
import { addDays, dayOf, startOfDay } from '../../core/time.ts'
import { wilsonInterval } from '../../ml/stats/wilson.ts'
import type { RuleFacts, TrackCounts, Verdict } from '../desk/index.ts'
import type { AutonomySettings, Level, Recommendation, TrackRecord } from './schema.ts'
import { recommendationWords, VERDICT_WORDS, wordsAt } from './words.ts'

/** Nothing acts by itself until somebody says so; the budgets are there for the day they do. */
export const DEFAULT_SETTINGS: AutonomySettings = {
  level: 'suggest',
  dailyActions: 20,
  dailyCents: 50_000,
  maxChangePercent: 10,
  vetoMinutes: 240,
  quietFrom: '20:00',
  quietUntil: '07:00',
}

export interface DecisionFacts extends RuleFacts {
  readonly now: number
  readonly timeZone: string
  /** What it did by itself on this shop day so far. */
  readonly spent: { readonly actions: number; readonly cents: number }
}

const MINUTE_MS = 60_000

/** Who decides: a person, or the proposal by itself, at once or at a time. An error stops every level. */
export function decide(settings: AutonomySettings, facts: DecisionFacts): Verdict {
  const never = (why: keyof typeof VERDICT_WORDS): Verdict => ({ do: 'block', again: null, why: VERDICT_WORDS[why] })
  if (facts.errors > 0) return never('errors')
  if (settings.level !== 'veto' && settings.level !== 'auto') return { do: 'wait', why: VERDICT_WORDS[settings.level] }
  if (facts.needsSecond) return never('second')
  const { maxChangePercent, dailyActions, dailyCents } = settings
  if (maxChangePercent !== null && Math.abs(facts.changePercent ?? 0) > maxChangePercent) return never('change')
  const cents = Math.max(0, facts.cents ?? 0)
  if (dailyActions === 0 || (dailyCents !== null && cents > dailyCents)) return never('budget')
  const waits = settings.level === 'veto' && facts.moment === 'proposed'
  const ready = facts.now + (waits ? settings.vetoMinutes * MINUTE_MS : 0)
  const at = afterQuiet(settings, ready, facts.timeZone)
  if (at > facts.now) {
    const why = at > ready ? 'quiet' : 'veto'
    return { do: 'act', at, why: wordsAt(why, at, facts.timeZone) }
  }
  const isSpent =
    (dailyActions !== null && facts.spent.actions + 1 > dailyActions) ||
    (dailyCents !== null && facts.spent.cents + cents > dailyCents)
  if (!isSpent) return { do: 'act', at, why: VERDICT_WORDS.auto }
  const tomorrow = startOfDay(addDays(dayOf(facts.now, facts.timeZone), 1), facts.timeZone)
  const again = afterQuiet(settings, tomorrow, facts.timeZone)
  return { do: 'block', again, why: wordsAt('spent', again, facts.timeZone) }
}

/** The instant itself, or the end of the quiet hours it falls into; they are the shop's, also where its clocks are changed. */
export function afterQuiet(
  { quietFrom, quietUntil }: Pick<AutonomySettings, 'quietFrom' | 'quietUntil'>,
  at: number,
  timeZone: string,
): number {
  if (quietFrom === null || quietUntil === null) return at
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  const time = zoned.toPlainTime().toString({ smallestUnit: 'minute' })
  const overMidnight = quietFrom > quietUntil
  const isQuiet = overMidnight ? time >= quietFrom || time < quietUntil : time >= quietFrom && time < quietUntil
  if (!isQuiet) return at
  const day = overMidnight && time >= quietFrom ? zoned.toPlainDate().add({ days: 1 }) : zoned.toPlainDate()
  const end = day.toPlainDateTime(Temporal.PlainTime.from(quietUntil))
  const first = end.toZonedDateTime(timeZone).epochMilliseconds
  // Where the clocks go back the same time comes twice, and the first one may be over.
  return first > at ? first : end.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds
}

/** What was measured, with the 95 % interval of the share that a person had to correct. */
export function trackRecordOf(counts: TrackCounts, days: number): TrackRecord {
  const corrected = counts.edited + counts.rejected + counts.undone
  const interval = wilsonInterval(corrected, counts.decided)
  return {
    ...counts,
    days,
    correctionRate: interval === null ? null : { value: corrected / counts.decided, ...interval },
  }
}

const ORDER: readonly Level[] = ['off', 'on-request', 'suggest', 'veto', 'auto']

/** Below this share of corrections, for certain, a level up is earned. */
const UP_BELOW: Partial<Record<Level, number>> = { 'on-request': 0.2, suggest: 0.1, veto: 0.05 }
/** Above this share, for certain, a level down is due. */
const DOWN_ABOVE: Partial<Record<Level, number>> = { auto: 0.05, veto: 0.1, suggest: 0.5 }

/** A level up or down where the whole interval says so; otherwise it stays, and the reason says what is missing. */
export function recommend(level: Level, record: TrackRecord): Recommendation {
  const rate = record.correctionRate
  const [up, down] = [UP_BELOW[level], DOWN_ABOVE[level]]
  const step = (by: number): Level => ORDER[ORDER.indexOf(level) + by] ?? level
  const to = (target: Level, direction: Recommendation['direction']): Recommendation => ({
    level: target,
    direction,
    reason: recommendationWords({ level, target, direction, record, up: up ?? null }),
  })
  if (rate !== null && down !== undefined && rate.low > down) return to(step(-1), 'down')
  if (rate !== null && up !== undefined && rate.high < up) return to(step(1), 'up')
  return to(level, 'stay')
}
