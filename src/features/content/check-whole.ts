import type { Links } from '../../channels/links/index.ts'
import { checkLinks, type TextFinding } from '../text-check/index.ts'
import type { TextWork } from './text-work.ts'

export interface Checkers {
  readonly work: Pick<TextWork, 'checkText'>
  readonly links: Links
}

/**
 * All that stands against a text, its links with it; in order of place. Others may have to be asked about these, so nothing that
 * writes waits for it.
 * @param isGrowing whether somebody is still writing it
 */
export async function checkWhole(
  { work, links }: Checkers,
  text: string,
  { isGrowing = false, ...context }: Parameters<TextWork['checkText']>[1] & { readonly isGrowing?: boolean },
): Promise<readonly TextFinding[]> {
  const [said, led] = await Promise.all([
    work.checkText(text, context),
    checkLinks(text, { verdictOf: links.verdictOf, isGrowing }),
  ])
  return led.length === 0 ? said : [...said, ...led].toSorted((a, b) => a.start - b.start || a.end - b.end)
}
