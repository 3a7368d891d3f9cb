/** What of ours went wrong with some work; RangeError where it went well, or something else was thrown. */
import { AppError } from '../src/core/errors.ts'

export async function fault(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AppError) return error
  throw new RangeError(`no fault of ours: ${String(error)}`)
}
