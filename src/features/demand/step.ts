/** What every product, every category and the shop will sell, and how near earlier forecasts came. */
import type { AskWeather } from '../../channels/weather/index.ts'
import type { Text } from '../../core/lang.ts'
import { addDays, daysBetween } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { Contribution, NightStep, StepContext } from '../findings/index.ts'
import { readDays, silentText, toSeries } from '../forecast/index.ts'
import { partsOf } from './contribution.ts'
import { foresee } from './night.ts'
import type { Supply } from './orders.ts'
import { METHOD, NOTHING_SOLD, TITLE, tooFewWeeks } from './texts.ts'

export interface DemandStepDeps {
  readonly state: StateStore
  readonly supply: Supply
  /** Null: no weather is set up. */
  readonly weather: AskWeather | null
}

/** Weeks of history below which nothing is said. */
const LEAST_WEEKS = 8
const WEATHER_DAYS = 1096
/** As far as weather is foreseen by anybody. */
const AHEAD_DAYS = 10

export function demandStep(deps: DemandStepDeps): NightStep {
  const step: NightStep = {
    name: 'demand',
    title: TITLE,
    needs: [],
    run: (context) => run(deps, context),
  }
  return step
}

async function run(deps: DemandStepDeps, context: StepContext): Promise<Contribution> {
  const { asOf, ask, currency } = context
  const days = await readDays(ask, asOf)
  const series = toSeries(days.rows, asOf)
  const empty = { title: TITLE, method: METHOD, figures: [], findings: [], tables: [], charts: [], claims: [] }
  const nothing = (notEnoughData: Text) => ({ ...empty, evidence: [days.evidence], notEnoughData })
  const weeks = series === null ? 0 : Math.floor((daysBetween(series.from, asOf) + 1) / 7)
  if (series === null || weeks < LEAST_WEEKS) return nothing(tooFewWeeks(asOf, weeks, LEAST_WEEKS))
  const { silentDays } = series
  // Days for which nothing has come yet are no days without demand; last night's forecasts stay as they are.
  if (silentDays > 0) return nothing(silentText(silentDays, addDays(asOf, -silentDays)))
  const given = await deps.weather?.(addDays(asOf, -WEATHER_DAYS), addDays(asOf, AHEAD_DAYS))
  const night = await foresee({ state: deps.state, context, supply: deps.supply, weather: given?.days ?? null })
  if (night === null) return nothing(NOTHING_SOLD)
  const evidence = [...night.evidence, days.evidence]
  const evidenceId = evidence[0]?.id ?? days.evidence.id
  return {
    ...empty,
    ...partsOf(night, { asOf, currency, supply: deps.supply, evidenceId }),
    evidence,
    notEnoughData: given?.problem ?? null,
  }
}
