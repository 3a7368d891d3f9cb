import { openSpeller, type Speller } from '../text-check/index.ts'

let opened: Promise<Speller> | null = null

/** The dictionaries, read when the first text is checked and then kept: one for the whole process is enough. */
export function sharedSpeller(): Promise<Speller> {
  opened ??= openSpeller()
  return opened
}
