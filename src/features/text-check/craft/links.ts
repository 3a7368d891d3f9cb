/** Whether the links of a text are links, and lead anywhere. Whether there is a page is asked of whoever knows. */
import type { LinkVerdict } from '../../../channels/links/index.ts'
import type { Text } from '../../../core/lang.ts'
import { isLinkTarget } from '../../../core/markdown.ts'
import type { TextFinding } from '../schema.ts'

interface FoundLink {
  /** Where it leads, as it is written. */
  readonly target: string
  /** What stands there without it. */
  readonly words: string
  /** Place in the text, UTF-16 offsets; `end` exclusive. */
  readonly start: number
  readonly end: number
}

const LINK = /(?<!\\)(!?)\[([^[\]\n]{0,500})\]\(([^()\n]{0,2000})\)|https?:\/\/[^\s<>()"]{0,2000}[^\s<>()".,;:!?*_]/g

/** Links and pictures of a Markdown text, and addresses that stand in it in full. */
function findLinks(text: string): readonly FoundLink[] {
  return [...text.matchAll(LINK)].map(({ 0: found, 1: picture = '', 2: words = '', 3: target = found, index }) => ({
    target: target.trim(),
    words: picture === '' ? words : '',
    start: index,
    end: index + found.length,
  }))
}

/** More are not asked about: a text is no list of links. */
const MOST_ASKED = 30

interface Asking {
  /** @param target an address, or a path of the shop */
  verdictOf(target: string): Promise<LinkVerdict>
  /** Whether somebody is still writing: an address at the very end may go on. Default: no. */
  readonly isGrowing?: boolean
}

/** Each link that is none, that leads nowhere, or of which that is not known; in order of place. */
export async function checkLinks(
  text: string,
  { verdictOf, isGrowing = false }: Asking,
): Promise<readonly TextFinding[]> {
  const links = findLinks(text).filter(({ end, words }) => !isGrowing || words !== '' || end < text.length)
  const found = await Promise.all(
    links.map(async (link, at): Promise<TextFinding | null> => {
      const { target, words } = link
      if (!isLinkTarget(target) || (/^https?:/i.test(target) && !URL.canParse(target))) return malformed(link)
      const verdict = at < MOST_ASKED ? await verdictOf(target) : { kind: 'unknown' as const, why: TOO_MANY }
      if (verdict.kind === 'alive') return null
      if (verdict.kind === 'unknown')
        return finding(link, 'link-unchecked', 'hint', notChecked(target, verdict.why), null)
      return finding(link, 'link-broken', 'warning', broken(target, verdict.status), words)
    }),
  )
  return found.filter((one) => one !== null)
}

function finding(
  { start, end }: FoundLink,
  rule: string,
  level: TextFinding['level'],
  reason: Text,
  mend: string | null,
): TextFinding {
  return { kind: 'craft', rule: `craft.${rule}`, level, start, end, reason, mend }
}

function malformed(link: FoundLink): TextFinding {
  const { target, words } = link
  const meant = meantBy(target)
  const mend = meant === null ? words : words === '' ? meant : `[${words}](${meant})`
  const said = target === '' ? NO_TARGET : noAddress(target)
  return finding(link, 'link-form', 'error', said, mend)
}

/** The address that was meant, where only its beginning is wrong: 'www.shop.example', 'htp:/shop.example'. */
function meantBy(target: string): string | null {
  const [, rest = ''] = /^(?:h?t+ps?\s*[:;]?\s*\/*)?([\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?)$/i.exec(target) ?? []
  const meant = `https://${rest}`
  return rest !== '' && URL.canParse(meant) ? meant : null
}

const NO_TARGET: Text = { de: 'Der Link hat kein Ziel.', en: 'The link has no target.' }
const TOO_MANY: Text = {
  de: `Nach mehr als ${MOST_ASKED} Links je Text wird nicht gefragt.`,
  en: `No more than ${MOST_ASKED} links of a text are asked about.`,
}

function noAddress(target: string): Text {
  return {
    de: `„${target}“ ist keine Adresse, zu der ein Link führen darf.`,
    en: `‘${target}’ is no address that a link may lead to.`,
  }
}

function broken(target: string, status: number | null): Text {
  if (status === null)
    return { de: `Den Server zu „${target}“ gibt es nicht.`, en: `There is no server for ‘${target}’.` }
  return {
    de: `Unter „${target}“ gibt es keine Seite (${status}).`,
    en: `There is no page at ‘${target}’ (${status}).`,
  }
}

function notChecked(target: string, why: Text): Text {
  return {
    de: `Nicht geprüft, ob der Link „${target}“ irgendwohin führt: ${why.de}`,
    en: `Not checked whether the link ‘${target}’ leads anywhere: ${why.en}`,
  }
}
