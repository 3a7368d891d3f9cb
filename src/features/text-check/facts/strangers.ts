/** Words that say a number is about something the data has no number of. */
import { stemOf } from '../text/stem.ts'
import type { ReadText } from '../text/tokens.ts'
import type { Known } from './known.ts'
import { NEAR, type Quantity } from './quantities.ts'
import type { Neighbour } from './subjects.ts'

const CONNECTORS =
  /^(?:von|vom|beträgt|betragen|ist|sind|liegt|liegen|bei|misst|messen|mit|of|is|are|at|measures|measure|reaches|erreicht|bis|zu|up|to|about|approx|approximately|around|roughly|nearly|almost|over|under|nur|only|just|knapp|ca|rund|etwa|circa|ungefähr|fast|gut|über|unter|der|die|das|dem|the|a|an|ein|einer|einem|eine|hat|haben|has|have|mehr|als|weniger|more|less|than|mindestens|maximal|max)$/i
const LABELLING =
  /(?::\s*|\b(?:von|of|beträgt|betragen|liegt bei|is|ist)\s+(?:(?:nur|only|ca\.|rund|etwa|about|knapp|over|über)\s+)?)$/i
const PLAIN_NOUNS = new Set(
  'modell model produkt product artikel item version variante wert value ausführung exemplar gerät device stück piece set leichtgewicht'.split(
    ' ',
  ),
)

const VERBS = new Set(
  'holds hold holding weighs weigh measures takes fits supports carries bears lasts runs costs long wide high deep thick tall heavy light across apart keeps stays take last charge room'
    .split(' ')
    .map(stemOf),
)

export interface Stranger {
  readonly subject: string
  readonly distance: number
  /** A verb or an adjective: a name a little farther away says more. */
  readonly isWeak: boolean
}

/** A word that says the number is about something else than the data has ('1,2 kg Zuladung'); null: none. */
export function strangerNear(
  text: ReadText,
  quantity: Quantity,
  near: readonly Neighbour[],
  known: Known,
): Stranger | null {
  const dimension = quantity.unit?.dimension ?? 'count'
  for (const neighbour of near) {
    if (neighbour.distance > NEAR) break
    const { token, isAfter, distance, dimensions, subject } = neighbour
    const isBesideNoun = token.isCapital || distance <= 1.5
    const isGerman = text.langs[token.sentence] === 'de'
    const isWeak = isGerman ? !token.isCapital : VERBS.has(token.stem)
    if (subject !== '' && dimensions.includes(dimension) && isBesideNoun) return { subject, distance, isWeak }
    const isKnownName =
      known.ownNames.has(token.stem) ||
      (isAfter && known.allStems.has(token.stem)) ||
      PLAIN_NOUNS.has(token.text.toLowerCase())
    if (isKnownName || subject !== '') continue
    const gap = text.plain.slice(isAfter ? quantity.end : token.end, isAfter ? token.start : quantity.start)
    if (isAfter && isGerman && distance <= 1.5 && token.isCapital && /^[ \u00a0]$/.test(gap))
      return { subject, distance, isWeak: false }
    const isLabel = !isAfter && LABELLING.test(gap) && (!isGerman || token.isCapital) && token.text.length > 2
    if (isLabel && !CONNECTORS.test(token.text)) return { subject, distance, isWeak: false }
    if (!isAfter && !CONNECTORS.test(token.text) && token.isCapital) break
  }
  return null
}
