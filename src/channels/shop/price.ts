/** A price as something that is changed in a shop: how it is compared, noted and told. */
import type { PoolClient } from 'pg'
import type { Lang, Text } from '../../core/lang.ts'
import { formatMoney } from '../../language/money.ts'
import { channelFault, conflict } from '../fault.ts'
import { type PriceChange, type PriceReceipt, type PriceRef, type ShopPrice, strikeAfter } from './channel.ts'
import type { Db, Thing } from './once.ts'
import { findChange, insertChange, type StoredChange } from './price-store.ts'

/** The workbench's own catalogue; who keeps it is none of the channel's business. */
export interface PriceBook {
  /** Null: it has no such variant. */
  read(db: Db, ref: PriceRef): Promise<ShopPrice | null>
  /** Until the end of the transaction nobody else changes a price. */
  lock(client: PoolClient): Promise<void>
  /** Ledger and facts of a price that holds from `at` on; false: there is no such variant. */
  record(
    client: PoolClient,
    ref: PriceRef,
    price: { readonly priceCents: number; readonly compareAtCents: number | null; readonly at: number },
  ): Promise<boolean>
}

interface PriceTypes {
  readonly ref: PriceRef
  readonly live: ShopPrice
  readonly change: PriceChange
  readonly note: StoredChange
  readonly receipt: PriceReceipt
}

export function priceThing(book: PriceBook): Thing<PriceTypes> {
  return {
    findNote: (db, key, { sku }) => findChange(db, key, sku),
    insertNote: insertChange,
    readOwn: book.read,
    lockOwn: book.lock,
    recordOwn: (client, ref, { toCents, toCompareAt, changedAt }) =>
      book.record(client, ref, { priceCents: toCents, compareAtCents: toCompareAt, at: changedAt.getTime() }),
    isDone: (live, { toCents }) => live.priceCents === toCents,
    mustBeAsApproved,
    noteOf,
    isTaken: (after, note) => after?.priceCents === note.toCents && after.compareAtCents === note.toCompareAt,
    receiptOf: (note, outcome) => ({
      outcome,
      before: { priceCents: note.fromCents, compareAtCents: note.fromCompareAt },
      after: { priceCents: note.toCents, compareAtCents: note.toCompareAt },
    }),
    unknown: ({ sku }, place) =>
      conflict({
        de: `${place.de} kennt keinen Artikel mit der Nummer ${sku}. Geändert wurde nichts; prüfen, ob die Artikelnummer noch stimmt.`,
        en: `${place.en} knows no article with the number ${sku}. Nothing was changed; check whether the number is still right.`,
      }),
    notTaken,
  }
}

const noteOf: Thing<PriceTypes>['noteOf'] = ({ sku }, before, change, at) => {
  const { toCents, currency, compareAtCents = before.compareAtCents } = change
  const already = before.priceCents === toCents
  return {
    sku,
    fromCents: already ? change.fromCents : before.priceCents,
    toCents,
    fromCompareAt: before.compareAtCents,
    toCompareAt: already ? before.compareAtCents : strikeAfter(toCents, compareAtCents),
    currency,
    ...at,
  }
}

const mustBeAsApproved: Thing<PriceTypes>['mustBeAsApproved'] = ({ sku }, before, change, place) => {
  if (before.currency !== change.currency) {
    throw conflict({
      de: `${place.de} führt die Preise in ${before.currency}, der Vorschlag ist in ${change.currency}. Geändert wurde nichts.`,
      en: `${place.en} has its prices in ${before.currency}, the proposal is in ${change.currency}. Nothing was changed.`,
    })
  }
  if (before.priceCents === change.fromCents) return
  throw conflict(priceChanged(sku, before, change.fromCents))
}

/** 'Der Preis von A-1 ist inzwischen 12,90 €, nicht mehr 1,29 €. Geändert wurde nichts.' */
export function priceChanged(sku: string, live: ShopPrice, fromCents: number | null): Text {
  const say = (cents: number | null, lang: Lang) =>
    cents === null
      ? { de: 'nicht bekannt', en: 'not known' }[lang]
      : formatMoney(cents, { lang, currency: live.currency })
  return {
    de: `Der Preis von ${sku} ist inzwischen ${say(live.priceCents, 'de')}, nicht mehr ${say(fromCents, 'de')}. Geändert wurde nichts.`,
    en: `The price of ${sku} is ${say(live.priceCents, 'en')} now, no longer ${say(fromCents, 'en')}. Nothing was changed.`,
  }
}

const notTaken: Thing<PriceTypes>['notTaken'] = ({ sku }, after, { toCents, currency }, place) => {
  const said = (lang: Lang) => {
    const money = (cents: number) => formatMoney(cents, { lang, currency })
    const found = after?.priceCents ?? null
    return [money(toCents), found === null ? { de: 'nichts', en: 'nothing' }[lang] : money(found)] as const
  }
  const [[wantDe, isDe], [wantEn, isEn]] = [said('de'), said('en')]
  return channelFault({
    text: {
      de: `${place.de} hat die Änderung von ${sku} auf ${wantDe} angenommen, zeigt danach aber ${isDe}. Im Shop nachsehen, ob eine Erweiterung oder eine Preisregel den Preis setzt.`,
      en: `${place.en} took the change of ${sku} to ${wantEn} but shows ${isEn} afterwards. Look in the shop whether an extension or a price rule sets the price.`,
    },
    temporary: false,
  })
}
