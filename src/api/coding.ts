/** In which compressed form something is sent. */

export type Coding = 'br' | 'gzip' | 'identity'

/** Smallest first. */
export const CODINGS: readonly Coding[] = ['br', 'gzip', 'identity']

/** The smallest form a client takes; a coding with q=0 is one it refuses. */
export function pickCoding(acceptEncoding: string, there: readonly Coding[] = CODINGS): Coding {
  const accepted = new Set<string>()
  for (const part of acceptEncoding.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim())
    if (!parameters.some((text) => /^q=0(\.0*)?$/.test(text))) accepted.add(name)
  }
  return there.find((coding) => accepted.has(coding)) ?? 'identity'
}
