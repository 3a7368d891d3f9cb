/** The kernels that run in worker threads, by name. Arguments and results are plain data and typed arrays. */
import { frequentPairs } from '../ml/baskets/pairs.ts'
import { fitBgNbd } from '../ml/clv/bg-nbd.ts'
import { expectedPurchases, probabilityAlive } from '../ml/clv/bg-nbd-predict.ts'
import { frequencyValueCorrelation } from '../ml/clv/frequency-value-correlation.ts'
import { expectedPurchaseValue, fitGammaGamma } from '../ml/clv/gamma-gamma.ts'
import { priceVolumeMix } from '../ml/decompose/price-volume-mix.ts'
import { detectAnomalies } from '../ml/forecast/anomaly.ts'
import { forecastBatch } from '../ml/forecast/forecast-batch.ts'
import { forecastDaily } from '../ml/forecast/forecast-daily.ts'
import { forecastLaunches } from '../ml/forecast/new-product.ts'
import { logGamma } from '../ml/math/log-gamma.ts'
import { chooseEachPrice, chooseTogether, exploreEachPrice } from '../ml/pricing/choose-each-price.ts'
import { choosePrice } from '../ml/pricing/choose-price.ts'
import { expectHeldOut, ownElasticities } from '../ml/pricing/elasticity-batch.ts'
import { fitWeeklyDemand } from '../ml/pricing/fit-weekly-demand.ts'
import { compareRates } from '../ml/stats/compare-rates.ts'
import { estimateDispersion } from '../ml/stats/estimate-dispersion.ts'
import { groupShift } from '../ml/stats/group-shift.ts'
import { rateRatios } from '../ml/stats/rate-ratios.ts'
import { sharedLevels } from '../ml/stats/shared-levels.ts'
import { groupSpellings, nearestSpelling } from '../ml/text/spellings.ts'

export const KERNELS = {
  frequentPairs,
  expectedPurchases,
  expectedPurchaseValue,
  chooseEachPrice,
  choosePrice,
  chooseTogether,
  exploreEachPrice,
  fitBgNbd,
  fitGammaGamma,
  fitWeeklyDemand,
  frequencyValueCorrelation,
  probabilityAlive,
  forecastBatch,
  forecastDaily,
  forecastLaunches,
  expectHeldOut,
  logGamma,
  ownElasticities,
  priceVolumeMix,
  compareRates,
  detectAnomalies,
  estimateDispersion,
  groupShift,
  groupSpellings,
  nearestSpelling,
  rateRatios,
  sharedLevels,
} as const

export type Kernels = typeof KERNELS
