import { KERNELS } from './kernels.ts'
import { serveKernels } from './serve.ts'

serveKernels(KERNELS)
