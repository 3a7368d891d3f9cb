import type { ProductFacts, TextFinding } from '../schema.ts'
import { agrees } from './agrees.ts'
import type { Known, KnownQuantity } from './known.ts'
import { knownOf } from './read-facts.ts'
import { writeQuantity } from './wording.ts'

/** Facts of a product that deny each other, as warnings about the data (place 0); each pair once. */
export function dataConflicts(facts: ProductFacts): readonly TextFinding[] {
  const known = knownOf(facts)
  const made = conflictsByKnown.get(known)
  if (made !== undefined) return made
  const found = conflictsOf(known)
  conflictsByKnown.set(known, found)
  return found
}

const conflictsByKnown = new WeakMap<Known, readonly TextFinding[]>()

function conflictsOf({ quantities }: Known): readonly TextFinding[] {
  const attributes = quantities.filter(({ source }) => source.kind === 'attribute')
  const seen = new Set<string>()
  return quantities.flatMap((other): TextFinding[] => {
    const first = attributes.find((fact) => isConflict(fact, other, attributes))
    const key = first === undefined ? '' : [...first.name.subjects].join()
    if (first === undefined || seen.has(key)) return []
    seen.add(key)
    const [a, b] = [first.source.name, other.source.name]
    const said = (lang: 'de' | 'en') => [
      writeQuantity(first, first.quantity, lang),
      writeQuantity(other, other.quantity, lang),
    ]
    const [aDe, bDe] = said('de')
    const [aEn, bEn] = said('en')
    return [
      {
        kind: 'fact',
        rule: 'facts.conflict',
        level: 'warning',
        start: 0,
        end: 0,
        reason: {
          de: `Die Daten widersprechen sich: „${a}“ ist ${aDe}, ${b === '' ? 'die bisherige Beschreibung sagt' : `„${b}“ ist`} ${bDe}.`,
          en: `The data contradicts itself: ‘${a}’ is ${aEn}, ${b === '' ? 'the present description says' : `‘${b}’ is`} ${bEn}.`,
        },
        mend: null,
      },
    ]
  })
}

/** The same thing by its name and dimension, from another place, with another value, and no third one that explains it. */
function isConflict(fact: KnownQuantity, other: KnownQuantity, attributes: readonly KnownQuantity[]): boolean {
  if (other.source === fact.source || fact.quantity.unit === null || other.source.kind === 'variant') return false
  if (fact.quantity.unit.dimension !== other.quantity.unit?.dimension || fact.quantity.unit.dimension === 'percent')
    return false
  if (fact.name.subjects.size !== 1 || fact.quantity.isListed || other.quantity.isListed) return false
  const [subject = ''] = fact.name.subjects
  // The nearest word of running text comes first.
  const [otherSubject] = other.name.subjects
  // Names that say more than the subject ('Zulässiges Gesamtgewicht') may well mean another thing.
  const isPlain = fact.name.stems.size === 1 && (other.source.kind !== 'attribute' || other.name.stems.size === 1)
  if (!isPlain || otherSubject !== subject || other.source.kind === 'title') return false
  return !attributes.some(
    ({ name, quantity }) =>
      name.subjects.has(subject) && agrees(other.quantity, quantity) && quantity !== other.quantity,
  )
}
