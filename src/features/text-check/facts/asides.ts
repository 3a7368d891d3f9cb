/** What a text says of other things than the product: what it goes with, smells of, stands beside; and turns of phrase. */

import { stemOf } from '../text/stem.ts'
import type { ReadText } from '../text/tokens.ts'
import type { Hit } from './lexicon.ts'

const GOES_WITH =
  /(?:pass\w*|kombinier\w*|goes?|pairs?|match\w*|works?|look\w*|wear it)\s+(?:\S+\s+)?(?:zu|mit|with|to)\s+(?:\S+\s+){0,5}$/i
const SENSED =
  /(?:(?:duftet|riecht|schmeckt|smells?|tastes?)\s+(?:\S+\s+){0,3}(?:nach|of|like)\s+(?:\S+\s+(?:und|and)\s+)?|(?:duft|aroma|noten|geschmack|scent(?:ed)?|notes|fragrance)\s*:?\s+(?:(?:nach|von|of|with)\s+)?(?:\S+\s+(?:und|and)\s+)?|(?:zeigt|verströmt|shows|reveals)\s+(?:\S+\s+(?:und|and)\s+)?)$/i
const BESIDES = /(?:dazu pass\w*|add)\s+(?:\S+\s+){0,7}$/i
const IDIOM =
  /schwarz auf weiß|grünes licht|rote[rn]? faden|blaue[sn]? wunder|black (?:or|and) white|green light|in the (?:green|red|black)|out of the blue|blue moon|monday blues|red carpet|red tape|(?:schwarze[rmn]?|black) humou?r|im grünen|ins? blaue|goldene[rn]? (?:mitte|regel)|golden rule|silence is golden|silver lining|reden ist silber|silber ist reden|(?:schweigen ist gold|gold ist schweigen)|herz aus (?:gold|stein)|hearts? of (?:gold|stone)|nerven aus stahl|eiserne nerven|nerves of steel|holzauge/i
/** A turn of phrase reaches so far around one of its words. */
const AROUND = 14

/** What the product goes with ('passt zu Jeans') or smells of, and colours in turns of phrase ('schwarz auf weiß'). */
export function isAside({ plain }: ReadText, { start, end }: Pick<Hit, 'start' | 'end'>): boolean {
  const before = plain.slice(Math.max(0, start - 50), start)
  if (GOES_WITH.test(before) || SENSED.test(before) || BESIDES.test(before)) return true
  const idiom = IDIOM.exec(plain.slice(Math.max(0, start - AROUND), end + AROUND))
  if (idiom === null) return false
  const from = Math.max(0, start - AROUND) + idiom.index
  return from <= start && from + idiom[0].length >= end
}

/** Materials whose names are also things or other words, where nothing says that something is made of them. */
const OTHER_WORDS = /^(?:down|felt|tin|wax|stone|glass|enamel|bast|ton|cord|glas|stein|eisen|karton|samt)$/i
const MADE_OF =
  /(?:\b(?:of|from|with|in|and|pure|real|natural|fine|soft|aus|mit|und|reinem|echtem|goose|duck)|[%:,/(])\s*$/i
/** A short text is the value of an attribute: 'Glas', 'goose down'. */
const VALUE_WORDS = 4

/** A thing, or another word, that is written like a material: 'glasses', 'ein Glas Wein', 'a felt difference', 'down the hill'. */
export function isOtherThing({ plain, tokens, langs }: ReadText, { from, to, start, end }: Hit): boolean {
  const word = plain.slice(start, end)
  if (/^glasses$/i.test(word)) return true
  if (to - from > 1 || !OTHER_WORDS.test(word)) return false
  const next = tokens[to]
  const isMeasure =
    next !== undefined &&
    /^\s(?:of\b)?/.test(plain.slice(end, end + 3)) &&
    (next.text === 'of' || (langs[next.sentence] === 'de' && next.isCapital))
  return isMeasure || (tokens.length > VALUE_WORDS && !MADE_OF.test(plain.slice(Math.max(0, start - 10), start)))
}

/** On what, over what and beside what something is or happens, it is not made of: 'gleitet über das Papier', 'Reben auf Schiefer'. */
const PLACED =
  /(?:^|[^\p{L}])(?:auf|über|unter|an|am|neben|hinter|vor|on|over|across|under|against|onto|beside)\s+(?:(?:der|die|das|dem|den|the|a|an)\s+)?$/iu
/** Last parts that make another word for a material of one: 'Aluminiumguss', 'Eschenfurnier'. */
const MADE_MATERIAL = /^(?:guss|blech|furnier|stoff|gewebe|faser|garn|leder|legierung|geflecht|holz|draht|granulat)/
/** Stem of the noun before 'aus' or 'of', and of the one behind a material: what is made of it; empty: none is named. */
export function madeThing({ tokens, plain, langs }: ReadText, { from, to, start, rest }: Hit): string {
  if (rest !== '') return MADE_MATERIAL.test(rest) ? '' : stemOf(rest)
  const [maker, noun] = [tokens[from - 1], tokens[from - 2]]
  const isGerman = langs[tokens[from]?.sentence ?? 0] === 'de'
  if (
    /^(?:aus|of)$/i.test(maker?.text ?? '') &&
    noun !== undefined &&
    noun.clause === maker?.clause &&
    (isGerman ? noun.isCapital : !/^(?:made|is|are|out|consists?|built|crafted|woven|sewn|cut)$/i.test(noun.text))
  )
    return noun.stem
  const next = tokens[to]
  const isBehind =
    !isGerman &&
    next !== undefined &&
    plain.slice(tokens[to - 1]?.end, next.start) === ' ' &&
    /(?:^|[^\p{L}])(?:a|an|the|thick|your)\s+(?:\p{L}+\s+)?$/iu.test(plain.slice(Math.max(0, start - 24), start))
  return isBehind && !NO_NOUN.test(next.text) ? next.stem : ''
}

/** Whether something is only on or beside the material. */
export function isPlaced({ plain }: ReadText, { start }: Pick<Hit, 'start'>): boolean {
  return PLACED.test(plain.slice(Math.max(0, start - 24), start))
}

const PLACING =
  /^(?:auf|an|am|im|in|zu|zum|zur|mit|neben|vor|unter|über|hinter|bei|beim|with|on|at|to|by|under|beside|behind|near)$/i
const REACH = 4
const NO_NOUN =
  /^(?:and|or|und|oder|the|a|is|are|for|with|in|on|as|available|finish|version|colou?r|shade|model|variant|option)$/i

/** Stem of the noun a colour is said of where the noun stands behind a preposition: 'am blauen Meer'; empty: none. */
export function otherNoun({ tokens, plain, langs }: ReadText, { from, to, end }: Hit): string {
  const [first, noun] = [tokens[from], tokens[to]]
  if (first === undefined || noun === undefined || noun.clause !== first.clause || plain.slice(end, noun.start) !== ' ')
    return ''
  const isEnglish = langs[noun.sentence] === 'en'
  // 'On the red couch', but not 'the frame in orange turns heads'.
  if (isEnglish && !/^(?:a|an|the|my|your|our|this|that|some|with)$/i.test(tokens[from - 1]?.text ?? '')) return ''
  const isNoun = isEnglish ? !NO_NOUN.test(noun.text) : noun.isCapital && /e[nrsm]?$/.test(tokens[to - 1]?.text ?? '')
  const before = tokens.slice(Math.max(0, from - REACH), from).filter(({ clause }) => clause === first.clause)
  const isOfText = before.some(({ text }) => PLACING.test(text)) || /^(?:into|as)$/i.test(before.at(-2)?.text ?? '')
  return isNoun && isOfText ? noun.stem : ''
}
