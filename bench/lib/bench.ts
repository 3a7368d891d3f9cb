/** What a bench is: seeded, prints its figures as they come, gives one object that is printed as the last line. */
export interface BenchRequest {
  /** Seconds instead of minutes: CI runs every bench this way so that none rots. */
  readonly small: boolean
  readonly options: Readonly<Partial<Record<'orders' | 'products' | 'events' | 'minutes' | 'proposals', string>>>
}

export interface Bench {
  readonly name: string
  readonly about: string
  run(request: BenchRequest): Promise<Readonly<Record<string, unknown>>>
}

/** A whole-number option of the bench, or its default. */
export function wholeOption({ options }: BenchRequest, name: keyof BenchRequest['options'], fallback: number): number {
  const text = options[name]
  if (text === undefined) return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`--${name}: '${text}' is no whole number of at least 1.`)
  return value
}
