import { basename } from 'node:path'
import { AppError } from '../../core/errors.ts'
import { fitBgNbd } from '../../ml/clv/bg-nbd.ts'
import { frequencyValueCorrelation } from '../../ml/clv/frequency-value-correlation.ts'
import { fitGammaGamma, type GammaGammaTooLittle } from '../../ml/clv/gamma-gamma.ts'
import { type CustomerSummary, readSummary } from './read-summary.ts'

interface SpendModel {
  /** Customers with repeat purchases of a value above 0; the fit rests on them. */
  readonly n: number
  readonly p: number
  readonly q: number
  readonly v: number
  readonly logLikelihood: number
  readonly converged: boolean
  /** Of frequency and average value; the model assumes none. Null: undefined. */
  readonly correlation: number | null
}

/** The fitted models of a customer summary, as one plain object that survives JSON. */
interface ClvBacktest {
  /** Customers in the file, and how many of them bought again. */
  readonly n: number
  readonly repeatCustomers: number
  /** BG/NBD by maximum likelihood; alpha in the file's time unit. */
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
  readonly logLikelihood: number
  readonly converged: boolean
  readonly iterations: number
  /** Null where the data do not pin the parameters down. */
  readonly standardErrors: { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number } | null
  /** Gamma-Gamma on the column monetary_value; null where the file has none, a reason where it gives no fit. */
  readonly spend: SpendModel | { readonly reason: GammaGammaTooLittle['reason'] } | null
}

/**
 * Fits the customer lifetime models to a summary file with the columns ID, frequency, recency, T and, if there,
 * monetary_value.
 * @throws AppError  input.not-found; input.invalid with file, line and column, or where there is too little data for a fit
 */
export async function backtestClv(path: string): Promise<ClvBacktest> {
  const summary = await readSummary(path)
  const fit = fitBgNbd(summary)
  const n = summary.frequency.length
  if (!fit.ok) {
    const file = basename(path)
    const message =
      fit.reason === 'no-customers'
        ? `${file} has no customers below its first line; the model needs customers, some of whom bought again.`
        : `${file}: none of the ${n} customers bought again (frequency is 0 throughout), so the model cannot tell a slow customer from a lost one.`
    throw new AppError('input.invalid', message, { file, reason: fit.reason })
  }
  const { r, alpha, a, b, logLikelihood, converged, iterations, standardErrors } = fit
  const repeatCustomers = summary.frequency.reduce((count, x) => (x > 0 ? count + 1 : count), 0)
  const model = { r, alpha, a, b, logLikelihood, converged, iterations, standardErrors }
  return { n, repeatCustomers, ...model, spend: spendOf(summary) }
}

/** Repeat customers whose purchases were all free say nothing about spend and are left out. */
function spendOf({ frequency, value }: CustomerSummary): ClvBacktest['spend'] {
  if (value === null) return null
  const paid = { frequency: frequency.map((x, i) => (value[i] === 0 ? 0 : x)), value }
  const fit = fitGammaGamma(paid)
  if (!fit.ok) return { reason: fit.reason }
  const { customers, p, q, v, logLikelihood, converged } = fit
  return { n: customers, p, q, v, logLikelihood, converged, correlation: frequencyValueCorrelation(paid).coefficient }
}
