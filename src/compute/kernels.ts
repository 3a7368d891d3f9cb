/** The kernels that run in worker threads, by name. Arguments and results are plain data and typed arrays. */
import { forecastDaily } from '../ml/forecast/forecast-daily.ts'
import { logGamma } from '../ml/math/log-gamma.ts'

export const KERNELS = { forecastDaily, logGamma } as const

export type Kernels = typeof KERNELS
