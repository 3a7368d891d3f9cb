import type { Assortment, CrossEffect } from './assortment.ts'
import { bestPrice } from './best-price.ts'
import { type Binding, bindingOf, gainOf, isOutside, isWorth, noEnding, type PriceChoice } from './choose-price.ts'
import { drawCurve, effectOf } from './price-effect.ts'
import type { AllowedPrices } from './price-limits.ts'
import { meanValue } from './price-outlook.ts'
import { frameOf, type NoChange, type PriceFrame, type PriceQuestion } from './price-question.ts'

/** Places of products that move together. */
export type Mover = readonly number[]

interface Neighbour {
  readonly place: number
  readonly gapCents: number
}

/** A product among the others: what depends on its price, and what its own depends on. */
interface Place {
  readonly question: PriceQuestion
  readonly frame: PriceFrame
  readonly onto: CrossEffect[]
  readonly from: CrossEffect[]
  readonly cheaper: Neighbour[]
  readonly dearer: Neighbour[]
  /** All that share its price, itself too. */
  readonly sharing: Mover
  priceCents: number
  /** Best price without regard to endings, when it was improved last. */
  freeCents: number
}

/** Prices of an assortment as they stand while they are chosen. */
export class PriceState {
  readonly #places: readonly Place[]
  readonly #locked: ReadonlySet<number>

  /** Errors as `choosePrice`. */
  constructor(assortment: Assortment) {
    this.#places = placesOf(assortment)
    this.#locked = assortment.locked
  }

  reset(): void {
    for (const place of this.#places) place.priceCents = place.question.currentCents
  }

  /** Products that move together, without those that cannot move. */
  movers(): readonly Mover[] {
    const movers = new Set(this.#places.map(({ sharing }) => sharing))
    return [...movers].filter((mover) => mover.every((i) => this.#canMove(i)))
  }

  isMoved(i: number): boolean {
    const { priceCents, question } = this.#at(i)
    return priceCents !== question.currentCents
  }

  /** Sets the price that brings most with all others as they stand; whether it has changed. */
  improve(mover: Mover): boolean {
    const found = this.#search(mover)
    if (!('best' in found)) return false
    const isStart = !mover.some((i) => this.isMoved(i))
    const { question } = this.#at(mover[0] ?? 0)
    const isWorthIt = isStart ? isWorth(found.gain, question) : found.gain > 1e-9
    if (!isWorthIt && !mover.some((i) => this.#isOutside(i, this.#at(i).priceCents))) return false
    const { priceCents, freeCents } = found.best
    const hasChanged = mover.some((i) => this.#at(i).priceCents !== priceCents)
    for (const i of mover) Object.assign(this.#at(i), { priceCents, freeCents })
    return hasChanged
  }

  /** What a mover's price brings more than its old one, the others as they stand; without end where the old one breaks a limit. */
  gainOf(mover: Mover): { readonly value: number; readonly share: number } {
    const before = this.#valueAt(mover, (i) => this.#at(i).question.currentCents)
    const after = this.#valueAt(mover, (i) => this.#at(i).priceCents)
    const isForced = mover.some((i) => this.#isOutside(i, this.#at(i).question.currentCents))
    return { value: isForced ? Infinity : after - before, share: gainOf(before, after) }
  }

  /** @param dropped  gain of a change that was good but not among the most valuable, as a share; null where none was given up */
  choiceOf(i: number, dropped: number | null): PriceChoice {
    const { question, frame, priceCents, freeCents, sharing } = this.#at(i)
    const curve = frame.belief === null ? [] : drawCurve(frame.belief, question)
    if (!frame.ok) return { ok: false, reason: frame.reason, curve }
    if (!this.isMoved(i)) return { ok: false, reason: this.#whyNot(i, dropped), curve }
    const { belief, allowed } = frame
    const ordered = this.#ordered(i, allowed, sharing)
    const isHeldBelow = ordered.lowCents > allowed.lowCents && freeCents <= ordered.lowCents + 0.5
    const isHeldAbove = ordered.highCents < allowed.highCents && freeCents >= ordered.highCents - 0.5
    const binding: Binding[] = bindingOf({ freeCents, priceCents, allowed, demand: belief.demand, question })
    if (isHeldBelow || isHeldAbove) binding.push('price-order')
    if (sharing.length > 1) binding.push('shared-price')
    const crossed = { ...question, crossFactor: this.#crossFactor(i, new Map()) }
    return { ok: true, priceCents, effect: effectOf(belief.curves, priceCents, crossed), curve, binding }
  }

  #at(i: number): Place {
    const place = this.#places[i]
    if (place === undefined) throw new RangeError(`there is no product ${i}`)
    return place
  }

  #canMove(i: number): boolean {
    return this.#at(i).frame.ok && !this.#locked.has(i)
  }

  #isOutside(i: number, cents: number): boolean {
    const { frame } = this.#at(i)
    return frame.ok && isOutside(cents, frame.allowed)
  }

  #search(
    mover: Mover,
  ): NoChange | { readonly best: { freeCents: number; priceCents: number }; readonly gain: number } {
    const allowed = this.#allowedFor(mover)
    if (allowed === null) return { kind: 'no-price-in-order' }
    const endings = this.#at(mover[0] ?? 0).question.limits.endings
    const best = bestPrice(allowed, endings, (cents) => this.#valueAt(mover, () => cents))
    if (best === null) return noEnding(allowed)
    const before = this.#valueAt(mover, (i) => this.#at(i).priceCents)
    return {
      best,
      gain: gainOf(
        before,
        this.#valueAt(mover, () => best.priceCents),
      ),
    }
  }

  #whyNot(i: number, dropped: number | null): NoChange {
    if (this.#locked.has(i)) return { kind: 'locked' }
    if (dropped !== null) return { kind: 'not-among-the-most-valuable', gain: dropped }
    const { sharing } = this.#at(i)
    const by = sharing.find((other) => !this.#canMove(other))
    if (by !== undefined) return { kind: 'held-by-shared-price', by }
    const found = this.#search(sharing)
    return 'best' in found ? { kind: 'not-worth-it', gain: found.gain } : found
  }

  /** Prices that all of a mover may have, the order with the others' prices kept; null where there is none. */
  #allowedFor(mover: Mover): AllowedPrices | null {
    const ranges = mover.flatMap((i) => {
      const { frame } = this.#at(i)
      return frame.ok ? [this.#ordered(i, frame.allowed, mover)] : []
    })
    if (ranges.length === 0) return null
    const common = ranges.reduce((one, { lowCents, highCents, lowLimit, highLimit }) => ({
      ...(lowCents > one.lowCents ? { lowCents, lowLimit } : { lowCents: one.lowCents, lowLimit: one.lowLimit }),
      ...(highCents < one.highCents
        ? { highCents, highLimit }
        : { highCents: one.highCents, highLimit: one.highLimit }),
    }))
    return common.lowCents > common.highCents ? null : common
  }

  #ordered(i: number, allowed: AllowedPrices, mover: Mover): AllowedPrices {
    const { cheaper, dearer } = this.#at(i)
    const bounds = (others: readonly Neighbour[], side: 1 | -1) =>
      others
        .filter(({ place }) => !mover.includes(place))
        .map(({ place, gapCents }) => this.#at(place).priceCents + side * gapCents)
    const lowCents = Math.max(allowed.lowCents, ...bounds(cheaper, 1))
    const highCents = Math.min(allowed.highCents, ...bounds(dearer, -1))
    return { ...allowed, lowCents, highCents }
  }

  /** What a mover and all products it has an effect on bring, with the mover at the prices given. */
  #valueAt(mover: Mover, priceOf: (i: number) => number): number {
    const asked = new Map(mover.map((i) => [i, priceOf(i)]))
    const touched = new Set([...mover, ...mover.flatMap((i) => this.#at(i).from.map(({ on }) => on))])
    let sum = 0
    for (const i of touched) {
      const { frame, question, priceCents } = this.#at(i)
      if (!frame.ok) continue
      const crossed = { ...question, crossFactor: this.#crossFactor(i, asked) }
      sum += meanValue(frame.belief.curves, asked.get(i) ?? priceCents, crossed)
    }
    return sum
  }

  /** What a product's demand is multiplied by because others no longer cost what they do now. */
  #crossFactor(i: number, asked: ReadonlyMap<number, number>): number {
    let sum = 0
    for (const { of, elasticity } of this.#at(i).onto) {
      const { question, priceCents } = this.#at(of)
      const price = asked.get(of) ?? priceCents
      if (question.currentCents > 0 && price > 0) sum += elasticity * Math.log(price / question.currentCents)
    }
    return Math.exp(sum)
  }
}

function placesOf({ questions, sharedPrice, order, cross }: Assortment): readonly Place[] {
  const shared = new Map<number, number[]>()
  sharedPrice.forEach((number, i) => {
    if (number >= 0) shared.set(number, [...(shared.get(number) ?? []), i])
  })
  const places = questions.map(
    (question, i): Place => ({
      question,
      frame: frameOf(question),
      onto: [],
      from: [],
      cheaper: [],
      dearer: [],
      sharing: shared.get(sharedPrice[i] ?? -1) ?? [i],
      priceCents: question.currentCents,
      freeCents: question.currentCents,
    }),
  )
  for (const effect of cross) {
    places[effect.on]?.onto.push(effect)
    places[effect.of]?.from.push(effect)
  }
  for (const { cheaper, dearer, gapCents = 0 } of order) {
    places[dearer]?.cheaper.push({ place: cheaper, gapCents })
    places[cheaper]?.dearer.push({ place: dearer, gapCents })
  }
  return places
}
