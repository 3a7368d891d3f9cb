/** Prices that are tried to learn from, where demand is not sure: few, not far, and within all guardrails. Pure. */
import { hash32 } from '../../core/ids.ts'
import { type Day, daysBetween } from '../../core/time.ts'
import type { Trial } from '../../ml/pricing/choose-each-price.ts'
import type { PriceQuestion } from '../../ml/pricing/price-question.ts'
import type { Chooser } from './chooser.ts'
import type { PriceBand } from './guardrails.ts'
import type { PricingRules } from './schema.ts'

interface Open {
  readonly place: number
  readonly key: string
  readonly question: PriceQuestion
  readonly band: PriceBand
}

/**
 * Trials by the place of their unit. Which units are open to them changes when the last ones are measured, so that no more than the
 * share is tried at a time, and every unit has its turn.
 */
export async function findTrials(
  units: readonly Open[],
  given: { readonly rules: PricingRules; readonly today: Day; readonly count: number; readonly chooser: Chooser },
): Promise<ReadonlyMap<number, Trial>> {
  const { rules, today, count, chooser } = given
  const { sharePercent, largestStepPercent, largestLossPercent } = rules.trials
  const turn = Math.floor(daysBetween('1970-01-01', today) / rules.testDays)
  const drawOf = (key: string) => hash32(`trial ${turn} ${key}`)
  const most = Math.floor((sharePercent / 100) * count)
  const drawn = units
    .map((unit) => ({ ...unit, draw: drawOf(unit.key) }))
    .filter(({ draw }) => draw / 2 ** 32 < sharePercent / 100)
    .sort((a, b) => a.draw - b.draw)
    .slice(0, most)
  if (drawn.length === 0) return new Map()
  const step = largestStepPercent / 100
  const questions = drawn.map(({ question }): PriceQuestion => {
    const { currentCents, limits } = question
    const lowestCents = Math.max(limits.lowestCents ?? 0, Math.ceil(currentCents * (1 - step)))
    const highestCents = Math.min(
      limits.highestCents ?? Number.POSITIVE_INFINITY,
      Math.floor(currentCents * (1 + step)),
    )
    return { ...question, limits: { ...limits, lowestCents, highestCents } }
  })
  const seeds = Int32Array.from(drawn, ({ draw }) => draw | 0)
  const found = await chooser.explore(questions, { largestRegret: largestLossPercent / 100, seeds })
  return new Map(
    drawn.flatMap(({ place }, index): [number, Trial][] => {
      const trial = found[index]
      return trial?.ok === true ? [[place, trial]] : []
    }),
  )
}
