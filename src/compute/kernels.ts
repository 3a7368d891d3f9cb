/** The kernels that run in worker threads, by name. Arguments and results are plain data and typed arrays. */
import { logGamma } from '../ml/math/log-gamma.ts'

export const KERNELS = { logGamma } as const

export type Kernels = typeof KERNELS
