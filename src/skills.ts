/** The third part of the composition root: what the AI can do. */
import type { SkillsApp } from './app.ts'
import { type Links, openLinks } from './channels/links/index.ts'
import { openPublishing, publishSettingsOf } from './channels/publish/index.ts'
import {
  openShopChannel,
  openTextChannel,
  type PriceBook,
  shopSettingsOf,
  type TextBook,
  type TextChannel,
} from './channels/shop/index.ts'
import { addressesOf, describeCurrentShop } from './deps.ts'
import { audienceSkill } from './features/audiences/index.ts'
import { descriptionSkill, voicedWork } from './features/content/index.ts'
import type { Skill } from './features/desk/index.ts'
import { priceSkill } from './features/incidents/index.ts'
import { pricingSkill } from './features/pricing/index.ts'
import { blogSkill, newsletterSkill, type PublishDeps, socialSkill } from './features/publish/index.ts'
import { reorderSkill } from './features/reorder/index.ts'
import { followUpSkill } from './features/tasks/index.ts'
import { textOfHtml } from './ingest/import/html.ts'
import { lockPrices, readHeldPrice, readSiblings, recordPrice } from './ingest/write/held-price.ts'
import { lockTexts, readHeldText, recordText } from './ingest/write/held-text.ts'
import { openWriter } from './writer.ts'

/** About which findings a skill of its own proposes something; no task is made of them. */
const TAKEN = ['incidents.price.', 'incidents.stock.', 'incidents.cover']

const BOOK: PriceBook = { read: readHeldPrice, lock: lockPrices, record: recordPrice }
const TEXTS: TextBook = { read: readHeldText, wordsOf: textOfHtml, lock: lockTexts, record: recordText }

/** All skills. To take one out: its file, and its line here. */
export function openSkills(app: SkillsApp): readonly Skill<unknown>[] {
  const { state, events, clock, config } = app
  const { timeZone, language: lang } = config
  const shop = openShopChannel(shopSettingsOf(config), { state, clock, book: BOOK })
  const texts = openTexts(app)
  const catalogue = {
    find: (ref: { sku: string; productId: string }) => readHeldPrice(state.pool, ref),
    siblings: (ref: { sku: string; productId: string }) => readSiblings(state.pool, ref),
  }
  const taxPercent = async () => (await describeCurrentShop(app)).taxPercent
  const currency = async () => (await describeCurrentShop(app)).currency
  const isTaken = (findingId: string) => TAKEN.some((start) => findingId.startsWith(start))
  const mail = { smtpUrl: config.smtpUrl, from: config.mailFrom, to: addressesOf(config.purchasingTo) }
  const publishing = publishDeps(app)
  const stockOf = async (sku: string) => (await readHeldPrice(state.pool, { sku, productId: '' }))?.stock ?? null
  return [
    priceSkill({ shop, catalogue, taxPercent }),
    pricingSkill({ state, clock, timeZone, shop, taxPercent }),
    descriptionSkill({
      state,
      clock,
      lang,
      shop: texts,
      work: voicedWork(state),
      links: linksOf(app),
      writer: openWriter(app),
    }),
    socialSkill(publishing),
    blogSkill(publishing),
    newsletterSkill(publishing),
    reorderSkill({ state, clock, lang, leadDays: config.supplierLeadDays, mail, stockOf }),
    audienceSkill({ state, events, clock, timeZone, lang, currency }),
    followUpSkill({ state, clock, timeZone, lang, isTaken }),
  ]
}

/** The way of texts into the shop. */
export function openTexts({ state, clock, config }: Pick<SkillsApp, 'state' | 'clock' | 'config'>): TextChannel {
  return openTextChannel(shopSettingsOf(config), { state, clock, book: TEXTS })
}

/** What is known of links is known to the whole process. */
const links = new WeakMap<SkillsApp['state'], Links>()

export function linksOf({ state, clock, config }: Pick<SkillsApp, 'state' | 'clock' | 'config'>): Links {
  const { shopUrl, checkLinks } = config
  const known = links.get(state) ?? openLinks({ shopUrl, asksOutside: checkLinks === 'all', clock })
  links.set(state, known)
  return known
}

/** What posts, articles and newsletters are published with. */
export function publishDeps({ state, clock, config }: Pick<SkillsApp, 'state' | 'clock' | 'config'>): PublishDeps {
  const { timeZone, language: lang, smtpUrl, mailFrom, newsletterTo } = config
  const channels = openPublishing(publishSettingsOf(config), { state, clock })
  const mail = { smtpUrl, from: mailFrom, to: addressesOf(newsletterTo) }
  return {
    state,
    clock,
    timeZone,
    lang,
    channels,
    mail,
    links: linksOf({ state, clock, config }),
    work: () => voicedWork(state),
  }
}
