/** V8 keeps the whole chunk alive behind a slice of 13 characters or more. */
const SLICE_CHARS = 13
const POOL_SIZE = 50_000
const POOLED_CHARS = 200

/** Gives texts that hold nothing but themselves, the same one for the same content where it is short. */
export class TextPool {
  readonly #known = new Map<string, string>()

  own(text: string): string {
    if (text.length < SLICE_CHARS) return text
    if (text.length > POOLED_CHARS) return copyOf(text)
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const copy = copyOf(text)
    if (this.#known.size >= POOL_SIZE) this.#known.clear()
    this.#known.set(copy, copy)
    return copy
  }
}

function copyOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}
