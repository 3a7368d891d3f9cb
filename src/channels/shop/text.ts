/** A product's description as something that is changed in a shop: how it is compared, noted and told. */
import type { PoolClient } from 'pg'
import { escapeText } from '../../core/html.ts'
import type { Lang, Text } from '../../core/lang.ts'
import { channelFault, conflict } from '../fault.ts'
import type { TextChange, TextReceipt, TextRef } from './channel.ts'
import { firstDifference, sameHtml } from './normal-html.ts'
import type { Db, Thing } from './once.ts'
import { findLastText, findText, insertText, type StoredText } from './text-store.ts'

/** The workbench's own catalogue, which keeps the words of a text, a line for each paragraph, and not how they are set. */
export interface TextBook {
  /** Empty: there are none in this language; null: there is no such product. */
  read(db: Db, ref: TextRef, lang: Lang): Promise<string | null>
  /** What it keeps of a text in HTML. */
  wordsOf(html: string): string
  /** Until the end of the transaction nobody else changes a product. */
  lock(client: PoolClient): Promise<void>
  /** False: there is no such product. */
  record(
    client: PoolClient,
    ref: TextRef,
    text: { readonly lang: Lang; readonly words: string; readonly at: number },
  ): Promise<boolean>
}

interface TextTypes {
  readonly ref: TextRef
  /** HTML; empty: there is none. */
  readonly live: string
  readonly change: TextChange
  readonly note: StoredText
  readonly receipt: TextReceipt
}

/** The description in one language. */
export function textThing(book: TextBook, lang: Lang): Thing<TextTypes> {
  return {
    findNote: findText,
    insertNote: insertText,
    readOwn: (db, ref) => readOwn(db, ref, book, lang),
    lockOwn: book.lock,
    recordOwn: (client, ref, { toHtml, changedAt }) =>
      book.record(client, ref, { lang, words: book.wordsOf(toHtml), at: changedAt.getTime() }),
    isDone: (live, { toHtml }) => sameHtml(live, toHtml),
    mustBeAsApproved(ref, live, { fromHtml }) {
      if (!sameHtml(live, fromHtml ?? '')) throw changedMeanwhile(ref, lang)
    },
    noteOf: (ref, live, change, at) => ({
      ...ref,
      lang,
      fromHtml: sameHtml(live, change.toHtml) ? change.fromHtml : live === '' ? null : live,
      toHtml: change.toHtml,
      ...at,
    }),
    isTaken: (after, { toHtml }) => after !== null && sameHtml(after, toHtml),
    receiptOf: ({ fromHtml, toHtml }, outcome) => ({ outcome, before: fromHtml, after: toHtml }),
    unknown: unknownProduct,
    notTaken,
  }
}

/** The last text that was set, as long as its words are still the ones in the catalogue; else these, as paragraphs. */
async function readOwn(db: Db, ref: TextRef, book: TextBook, lang: Lang): Promise<string | null> {
  const words = await book.read(db, ref, lang)
  if (words === null) return null
  const last = await findLastText(db, ref, lang)
  return last !== null && book.wordsOf(last) === words ? last : paragraphsOf(words)
}

function paragraphsOf(words: string): string {
  return words
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escapeText(line.trim())}</p>`)
    .join('\n')
}

const IN: Readonly<Record<Lang, Text>> = {
  de: { de: 'deutsche', en: 'German' },
  en: { de: 'englische', en: 'English' },
}

/** The number people know a product by. */
const nameOf = ({ skus, externalId }: TextRef) => skus[0] ?? externalId

function unknownProduct(ref: TextRef, place: Text) {
  const name = nameOf(ref)
  return conflict({
    de: `${place.de} kennt kein Produkt mit der Nummer ${name}. Geändert wurde nichts; prüfen, ob es das Produkt noch gibt und die Nummer noch stimmt.`,
    en: `${place.en} knows no product with the number ${name}. Nothing was changed; check whether the product still exists and the number is still right.`,
  })
}

function changedMeanwhile(ref: TextRef, lang: Lang) {
  const name = nameOf(ref)
  return conflict({
    de: `Die ${IN[lang].de} Beschreibung von ${name} hat inzwischen jemand geändert; sie ist nicht mehr die, an deren Stelle der neue Text freigegeben wurde. Geändert wurde nichts.`,
    en: `Somebody changed the ${IN[lang].en} description of ${name} meanwhile; it is no longer the one that the new text was approved to replace. Nothing was changed.`,
  })
}

const notTaken: Thing<TextTypes>['notTaken'] = (ref, after, { lang, toHtml }, place) => {
  const name = nameOf(ref)
  const [wanted, shown] = firstDifference(toHtml, after ?? '')
  return channelFault({
    text: {
      de: `${place.de} hat die neue ${IN[lang].de} Beschreibung von ${name} angenommen, zeigt danach aber eine andere: Statt „${wanted}“ steht dort „${shown}“. Im Shop nachsehen, ob er Teile des Textes nicht erlaubt (etwa Skripte oder eingebettete Seiten) oder eine Erweiterung ihn ändert.`,
      en: `${place.en} took the new ${IN[lang].en} description of ${name} but shows another one afterwards: instead of “${wanted}” it says “${shown}”. Look in the shop whether it does not allow parts of the text (such as scripts or embedded pages), or an extension changes it.`,
    },
    temporary: false,
  })
}
