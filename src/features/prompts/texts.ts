/** What the prompt library says. */
import type { Text } from '../../core/lang.ts'
import { quoteName } from '../../language/grammar/quote.ts'

const listed = (names: readonly string[]) => names.map((name) => `{{${name}}}`).join(', ')

export function unknownVariable(name: string, known: readonly string[]): Text {
  return {
    de: `{{${name}}} ist keine Variable. Es gibt ${listed(known)}.`,
    en: `{{${name}}} is no variable. There are ${listed(known)}.`,
  }
}
export const NOT_CLOSED: Text = {
  de: 'Eine geschweifte Klammer ist nicht geschlossen oder zu viel: Variablen stehen zwischen {{ und }}.',
  en: 'A brace is not closed or one too many: variables stand between {{ and }}.',
}
export const NO_DATA: Text = {
  de: 'Im Auftrag fehlt {{data}}: Ohne die Produktdaten kann kein Text entstehen, der stimmt.',
  en: 'The request lacks {{data}}: without the product data no text can come that is true.',
}
export const DATA_TWICE: Text = {
  de: '{{data}} steht mehr als einmal im Auftrag; die Produktdaten werden einmal eingesetzt.',
  en: '{{data}} stands in the request more than once; the product data goes in once.',
}
export const DATA_IN_SYSTEM: Text = {
  de: '{{data}} gehört in den Auftrag und nicht in die Anweisungen: Produktdaten sind nie eine Anweisung.',
  en: '{{data}} belongs in the request and not in the instructions: product data is never an instruction.',
}
export const SAME_CONTENT: Text = {
  de: 'Genau so lautet schon die neueste Version.',
  en: 'The newest version says exactly that already.',
}
export const SAME_TWICE: Text = {
  de: 'Die Version, die erprobt wird, ist die, die gilt. Wählen Sie zwei verschiedene.',
  en: 'The version that is tried is the one that holds. Choose two different ones.',
}
export function noVersion(version: number): Text {
  return { de: `Es gibt keine Version ${version}.`, en: `There is no version ${version}.` }
}
export const NO_CASES: Text = {
  de: 'Noch ist kein Fall gespeichert, an dem sich eine Version erproben ließe.',
  en: 'No case is saved yet on which a version could be tried.',
}
export function tooManyItems(items: number, most: number): Text {
  return {
    de: `Das wären ${items} Texte; ein Lauf schreibt höchstens ${most}. Entfernen Sie Fälle, oder erproben Sie eine Version allein.`,
    en: `That would be ${items} texts; a run writes at most ${most}. Remove cases, or try one version alone.`,
  }
}
export function tooManyCases(most: number): Text {
  return {
    de: `Es sind schon ${most} Fälle gespeichert. Entfernen Sie zuerst einen.`,
    en: `There are ${most} cases already. Remove one first.`,
  }
}
export const NOT_RUNNING: Text = { de: 'Der Lauf ist schon zu Ende.', en: 'The run is over already.' }
export const CASE_GONE: Text = { de: 'Das Produkt gibt es nicht mehr.', en: 'The product is not there any more.' }
export const BUDGET_STOP: Text = {
  de: 'Angehalten: Das Monatsbudget für das Sprachmodell erlaubt keine weitere Anfrage.',
  en: 'Stopped: the monthly budget of the language model allows no further request.',
}
export function missingProduct(id: number): Text {
  return { de: `Es gibt kein Produkt ${id}.`, en: `There is no product ${id}.` }
}
export function titleOr(
  title: { readonly de?: string | undefined; readonly en?: string | undefined } | null,
  id: number,
): Text {
  const one = title?.de ?? title?.en ?? quoteName(String(id), 'de')
  return { de: title?.de ?? one, en: title?.en ?? one }
}
