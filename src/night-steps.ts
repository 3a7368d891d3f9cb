/** The second half of the composition root: which analyses there are. */
import type { SkillsApp } from './app.ts'
import { openWeather, type WeatherSettings } from './channels/weather/index.ts'
import type { Config } from './config.ts'
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
import { pricingStep } from './features/pricing/index.ts'
import { retentionStep } from './features/retention/index.ts'
import { salesStep } from './features/sales/index.ts'
import { searchesStep } from './features/searches/index.ts'
import { trendingStep } from './features/trending/index.ts'

/** What the night shift runs. To take an analysis out: its folder, and its line here. */
export function openSteps({ state, clock, config }: SkillsApp): readonly NightStep[] {
  const { supplierLeadDays: leadDays, serviceLevelPercent } = config
  const supply = { leadDays, serviceLevel: serviceLevelPercent / 100 }
  const weather = openWeather(weatherSettings(config), { state, clock })
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
    pricingStep,
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

/** Where the weather comes from, as it was set. */
export function weatherSettings({ weatherPlace, weatherUrl, weatherFile, timeZone }: Config): WeatherSettings {
  return { place: weatherPlace, url: weatherUrl, file: weatherFile, timeZone }
}
