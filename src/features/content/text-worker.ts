import { serveKernels } from '../../compute/index.ts'
import { TEXT_KERNELS } from './text-kernels.ts'

serveKernels(TEXT_KERNELS)
