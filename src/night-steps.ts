/** The second half of the composition root: which analyses there are. */
import type { SkillsApp } from './app.ts'
import { openWeather } from './channels/weather/index.ts'
import { anomaliesStep } from './features/anomalies/index.ts'
import { basketsStep } from './features/baskets/index.ts'
import { claimsStep } from './features/claims/index.ts'
import { clvStep } from './features/clv/index.ts'
import { cohortsStep } from './features/cohorts/index.ts'
import { comparisonStep } from './features/comparison/index.ts'
import { customersStep } from './features/customers/index.ts'
import { dataHealthStep } from './features/data-health/index.ts'
import { demandStep } from './features/demand/index.ts'
import { driversStep } from './features/drivers/index.ts'
import type { NightStep } from './features/findings/index.ts'
import { forecastStep } from './features/forecast/index.ts'
import { funnelStep } from './features/funnel/index.ts'
import { incidentsStep } from './features/incidents/index.ts'
import { moversStep } from './features/movers/index.ts'
import { pathsStep } from './features/paths/index.ts'
import { retentionStep } from './features/retention/index.ts'
import { salesStep } from './features/sales/index.ts'
import { searchesStep } from './features/searches/index.ts'
import { trendingStep } from './features/trending/index.ts'

/** What the night shift runs. To take an analysis out: its folder, and its line here. */
export function openSteps({ state, clock, config }: SkillsApp): readonly NightStep[] {
  const { supplierLeadDays: leadDays, serviceLevelPercent, timeZone } = config
  const supply = { leadDays, serviceLevel: serviceLevelPercent / 100 }
  const place = { place: config.weatherPlace, url: config.weatherUrl, file: config.weatherFile, timeZone }
  const weather = openWeather(place, { state, clock })
  return [
    salesStep,
    incidentsStep,
    comparisonStep,
    anomaliesStep,
    moversStep,
    driversStep,
    forecastStep,
    demandStep({ state, supply, weather }),
    claimsStep,
    trendingStep,
    funnelStep,
    searchesStep,
    pathsStep,
    retentionStep,
    customersStep,
    cohortsStep,
    clvStep,
    basketsStep,
    dataHealthStep,
  ]
}
