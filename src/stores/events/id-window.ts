/**
 * The ids of what was stored last: two generations of an open-addressing hash table over the first 64 bits of each id.
 * When the younger one is full the older one is forgotten, so that memory stays bounded (16 bytes an id at the most).
 */
const SMALLEST = 1 << 14
/** Stands for a second half of zeros, which would mean an empty slot. */
const NOT_EMPTY = 1

class Generation {
  #slots = new Uint32Array(SMALLEST * 2)
  #mask = SMALLEST - 1
  size = 0

  has(high: number, low: number): boolean {
    const slots = this.#slots
    for (let at = (low ^ high) & this.#mask; ; at = (at + 1) & this.#mask) {
      const a = slots[at * 2]
      const b = slots[at * 2 + 1]
      if (a === 0 && b === 0) return false
      if (a === high && b === low) return true
    }
  }

  add(high: number, low: number): void {
    if (this.size * 2 > this.#mask) this.#grow()
    if (put(this.#slots, this.#mask, high, low)) this.size++
  }

  #grow(): void {
    const mask = this.#mask * 2 + 1
    const slots = new Uint32Array((mask + 1) * 2)
    for (let at = 0; at < this.#slots.length; at += 2) {
      const high = this.#slots[at] ?? 0
      const low = this.#slots[at + 1] ?? 0
      if (high !== 0 || low !== 0) put(slots, mask, high, low)
    }
    this.#slots = slots
    this.#mask = mask
  }
}

/** @returns whether it was not there yet */
function put(slots: Uint32Array, mask: number, high: number, low: number): boolean {
  for (let at = (low ^ high) & mask; ; at = (at + 1) & mask) {
    const a = slots[at * 2]
    const b = slots[at * 2 + 1]
    if (a === high && b === low) return false
    if (a === 0 && b === 0) {
      slots[at * 2] = high
      slots[at * 2 + 1] = low
      return true
    }
  }
}

export class IdWindow {
  readonly #capacity: number
  #young = new Generation()
  #old = new Generation()
  #youngSince: number
  /** Every id stored at or after this instant (UTC ms) is known here. */
  coversFrom: number

  /**
   * @param capacity ids of one generation; between one and two of them are remembered
   * @param coversFrom instant from which on every stored id will be added
   */
  constructor(capacity: number, coversFrom: number) {
    this.#capacity = capacity
    this.#youngSince = coversFrom
    this.coversFrom = coversFrom
  }

  /** @param id a UUID in lower case */
  has(id: string): boolean {
    const high = highOf(id)
    const low = lowOf(id)
    return this.#young.has(high, low) || this.#old.has(high, low)
  }

  /** @param now the instant of storing, never earlier than the one before */
  add(id: string, now: number): void {
    this.addHashed(highOf(id), lowOf(id), now)
  }

  /**
   * Adds an id by what is kept of it.
   * @param high the first 32 bits of the id
   * @param low  the last 32 bits of the id
   */
  addHashed(high: number, low: number, now: number): void {
    if (this.#young.size >= this.#capacity) {
      this.#old = this.#young
      this.#young = new Generation()
      this.coversFrom = this.#youngSince
      this.#youngSince = now
    }
    this.#young.add(high, low || NOT_EMPTY)
  }
}

// The version and variant of a UUID lie in its third and fourth group: the first two and the last are all hash.
const highOf = (id: string) => Number.parseInt(id.slice(0, 8), 16)
const lowOf = (id: string) => Number.parseInt(id.slice(28, 36), 16) || NOT_EMPTY
