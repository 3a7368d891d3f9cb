/** A price is changed once, checked before and after, and noted together with the workbench's own catalogue. */
import type { PoolClient } from 'pg'
import { type Clock, systemClock } from '../../core/time.ts'
import { formatMoney } from '../../language/money.ts'
import { readShop, refuseDemo } from '../../stores/state/shop.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { channelFault, conflict } from '../fault.ts'
import { WIRE, type Wire } from './call.ts'
import {
  type PriceChange,
  type PriceReceipt,
  type PriceRef,
  type ShopAdapter,
  type ShopChannel,
  type ShopPrice,
  strikeAfter,
} from './channel.ts'
import type { ShopSettings } from './settings.ts'
import { shopifyAdapter } from './shopify.ts'
import { shopwareAdapter } from './shopware.ts'
import { findChange, insertChange, type StoredChange } from './store.ts'
import { woocommerceAdapter } from './woocommerce.ts'

/** The workbench's own catalogue; who keeps it is none of the channel's business. */
export interface PriceBook {
  /** Null: it has no such variant. */
  read(db: Pick<PoolClient, 'query'>, ref: PriceRef): Promise<ShopPrice | null>
  /** Until the end of the transaction nobody else changes a price. */
  lock(client: PoolClient): Promise<void>
  /** Ledger and facts of a price that holds from `at` on; false: there is no such variant. */
  record(
    client: PoolClient,
    ref: PriceRef,
    price: { readonly priceCents: number; readonly compareAtCents: number | null; readonly at: number },
  ): Promise<boolean>
}

export interface ShopDeps {
  readonly state: StateStore
  readonly clock: Clock
  readonly book: PriceBook
}

const CATALOGUE = { de: 'Der Katalog der Werkbank', en: "The workbench's catalogue" }

/** The way to the shop that the settings name. */
export function openShopChannel(settings: ShopSettings, deps: ShopDeps, wire = WIRE): ShopChannel {
  if (settings.kind === 'catalogue') return openCatalogueChannel(deps)
  return openConnectedChannel(
    deps,
    adapterOf(settings, wire, () => deps.clock.now()),
  )
}

type Connected = Exclude<ShopSettings, { readonly kind: 'catalogue' }>

function adapterOf(settings: Connected, wire: Wire, now: () => number): ShopAdapter {
  switch (settings.kind) {
    case 'shopify':
      return shopifyAdapter(settings, wire)
    case 'woocommerce':
      return woocommerceAdapter(settings, wire)
    case 'shopware':
      return shopwareAdapter(settings, wire, now)
  }
}

/**
 * Whether the shop lets us in; reads only, and needs no store.
 * @returns what it found, in a few words
 * @throws AppError 'channel.failed' with what to do
 */
export function verifyShop(settings: Connected, wire = WIRE): Promise<string> {
  return adapterOf(settings, wire, () => systemClock.now()).verify()
}

/** No shop is connected: the workbench's own catalogue is what is changed, and the shop has to take it over. */
function openCatalogueChannel({ state, clock, book }: ShopDeps): ShopChannel {
  return {
    kind: 'catalogue',
    readPrice: (ref) => book.read(state.pool, ref),
    setPrice: (ref, change) =>
      state.transaction(async (client) => {
        await book.lock(client)
        const done = await findChange(client, change.key, ref.sku)
        if (done !== null) return receiptOf(done, 'already')
        const before = await book.read(client, ref)
        if (before === null) throw unknownArticle(ref.sku, CATALOGUE)
        if (before.priceCents !== change.toCents) mustBeAsApproved(ref.sku, before, change, CATALOGUE)
        const at = clock.now()
        const note = noteOf(ref.sku, 'catalogue', before, change, at)
        await book.record(client, ref, { priceCents: change.toCents, compareAtCents: note.toCompareAt, at })
        await insertChange(client, change.key, note)
        return receiptOf(note, before.priceCents === change.toCents ? 'already' : 'changed')
      }),
    wasSet: (ref, key) => wasSet(state, ref, key),
  }
}

/** A connected shop. */
function openConnectedChannel({ state, clock, book }: ShopDeps, adapter: ShopAdapter): ShopChannel {
  const place = { de: adapter.name, en: adapter.name }
  const notDemo = async () => refuseDemo(await readShop(state))
  /** Nobody's note yet: both are written together, and a second attempt finds them. */
  const keep = (ref: PriceRef, key: string, note: StoredChange) =>
    state.transaction(async (client) => {
      if (!(await insertChange(client, key, note))) return
      const at = note.changedAt.getTime()
      await book.record(client, ref, { priceCents: note.toCents, compareAtCents: note.toCompareAt, at })
    })
  return {
    kind: adapter.kind,
    async readPrice(ref) {
      await notDemo()
      return adapter.readPrice(ref.sku)
    },
    async setPrice(ref, change) {
      const done = await findChange(state.pool, change.key, ref.sku)
      if (done !== null) return receiptOf(done, 'already')
      await notDemo()
      const before = await adapter.readPrice(ref.sku)
      if (before === null) throw unknownArticle(ref.sku, place)
      const already = before.priceCents === change.toCents
      if (!already) {
        mustBeAsApproved(ref.sku, before, change, place)
        const compareAtCents = strikeOf(before, change)
        await adapter.writePrice(ref.sku, { priceCents: change.toCents, compareAtCents })
        const after = await adapter.readPrice(ref.sku)
        if (after?.priceCents !== change.toCents || after.compareAtCents !== compareAtCents) {
          throw notTaken(ref.sku, after, change, place)
        }
      }
      const note = noteOf(ref.sku, adapter.kind, before, change, clock.now())
      await keep(ref, change.key, note)
      return receiptOf(note, already ? 'already' : 'changed')
    },
    wasSet: (ref, key) => wasSet(state, ref, key),
  }
}

async function wasSet({ pool }: StateStore, { sku }: PriceRef, key: string): Promise<PriceReceipt | null> {
  const done = await findChange(pool, key, sku)
  return done === null ? null : receiptOf(done, 'already')
}

interface Place {
  readonly de: string
  readonly en: string
}

const strikeOf = (before: ShopPrice, { toCents, compareAtCents = before.compareAtCents }: PriceChange) =>
  strikeAfter(toCents, compareAtCents)

function noteOf(
  sku: string,
  channel: ShopChannel['kind'],
  before: ShopPrice,
  change: PriceChange,
  at: number,
): StoredChange {
  const already = before.priceCents === change.toCents
  return {
    sku,
    channel,
    fromCents: already ? change.fromCents : before.priceCents,
    toCents: change.toCents,
    fromCompareAt: before.compareAtCents,
    toCompareAt: already ? before.compareAtCents : strikeOf(before, change),
    currency: change.currency,
    changedAt: new Date(at),
  }
}

function receiptOf(note: StoredChange, outcome: PriceReceipt['outcome']): PriceReceipt {
  return {
    outcome,
    before: { priceCents: note.fromCents, compareAtCents: note.fromCompareAt },
    after: { priceCents: note.toCents, compareAtCents: note.toCompareAt },
  }
}

function unknownArticle(sku: string, place: Place) {
  return conflict({
    de: `${place.de} kennt keinen Artikel mit der Nummer ${sku}. Geändert wurde nichts; prüfen, ob die Artikelnummer noch stimmt.`,
    en: `${place.en} knows no article with the number ${sku}. Nothing was changed; check whether the number is still right.`,
  })
}

/** Only what a person saw is changed. */
function mustBeAsApproved(sku: string, before: ShopPrice, change: PriceChange, place: Place): void {
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
export function priceChanged(sku: string, live: ShopPrice, fromCents: number | null): Place {
  const say = (cents: number | null, lang: 'de' | 'en') =>
    cents === null
      ? { de: 'nicht bekannt', en: 'not known' }[lang]
      : formatMoney(cents, { lang, currency: live.currency })
  return {
    de: `Der Preis von ${sku} ist inzwischen ${say(live.priceCents, 'de')}, nicht mehr ${say(fromCents, 'de')}. Geändert wurde nichts.`,
    en: `The price of ${sku} is ${say(live.priceCents, 'en')} now, no longer ${say(fromCents, 'en')}. Nothing was changed.`,
  }
}

function notTaken(sku: string, after: ShopPrice | null, { toCents, currency }: PriceChange, place: Place) {
  const said = (lang: 'de' | 'en') => {
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
