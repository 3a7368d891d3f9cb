/** What reference implementations say about the Online Retail file; how they were run stands in the file itself. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const goldenSchema = z.object({
  /** Student t, 11 degrees of freedom, two-sided 5 % shared by three tests. */
  studentOneRateOfThree: z.number(),
  /** Student t, 3 degrees of freedom, 90 % quantile. */
  student80: z.object({ '3': z.number() }),
  clv: z.object({
    r: z.number(),
    alpha: z.number(),
    a: z.number(),
    b: z.number(),
    logLikelihood: z.number(),
    p: z.number(),
    q: z.number(),
    v: z.number(),
    valueLogLikelihood: z.number(),
    purchases: z.number(),
    cents: z.number(),
    tenths: z.array(z.number()),
    correlation: z.number(),
    backtests: z.array(
      z.object({
        until: z.string(),
        end: z.string(),
        customers: z.number(),
        predicted: z.number(),
        predictedCents: z.number(),
        error: z.number(),
      }),
    ),
  }),
})
export type Golden = z.infer<typeof goldenSchema>

export function readGolden(): Golden {
  return goldenSchema.parse(JSON.parse(readFileSync(new URL('../golden/online-retail.json', import.meta.url), 'utf8')))
}
