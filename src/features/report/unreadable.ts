/** What is said of a report that this program cannot read, since another version wrote it. */
import { AppError } from '../../core/errors.ts'
import type { Lang } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { formatDay } from '../../language/dates.ts'

/** The sentence of the page. */
export function unreadableText(asOf: Day, lang: Lang): string {
  const day = formatDay(asOf, 'short', lang)
  const command = `dirigent night --as-of ${asOf}`
  return lang === 'de'
    ? `Der Bericht für den ${day} stammt von einer anderen Version. Neu erstellt wird er mit: ${command}`
    : `The report for ${day} was written by another version. To make it anew, run: ${command}`
}

/** The same as a fault, for the command line and for programs. */
export function unreadable(asOf: Day): AppError {
  const sentence = `The report for ${asOf} was written by another version; run \`dirigent night --as-of ${asOf}\` to make it anew.`
  return new AppError('input.conflict', sentence)
}
