/** Which key action a press means: single keys ('j'), with modifiers ('mod+k', 'shift+a'), and two in a row ('g d'). Pure. */

interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** 'j', 'mod+k', 'shift+a', '?', 'Escape'. Shift is named for letters only: '?' is what it is on any keyboard. */
export function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): string {
  const letter = /^\p{L}$/u.test(key)
  const parts = [
    ...(ctrlKey || metaKey ? ['mod'] : []),
    ...(altKey ? ['alt'] : []),
    ...(shiftKey && (letter || key.length > 1) ? ['shift'] : []),
    letter ? key.toLowerCase() : key === ' ' ? 'Space' : key,
  ]
  return parts.join('+')
}

export type Match =
  | { readonly kind: 'run'; readonly keys: string }
  /** The first of two. */
  | { readonly kind: 'wait'; readonly first: string }
  | { readonly kind: 'none' }

/**
 * @param first  the press before, where it began a pair; else null
 * @param known  what there are actions for
 */
export function match(first: string | null, name: string, known: ReadonlySet<string>): Match {
  if (first !== null && known.has(`${first} ${name}`)) return { kind: 'run', keys: `${first} ${name}` }
  for (const keys of known) if (keys.startsWith(`${name} `)) return { kind: 'wait', first: name }
  return known.has(name) ? { kind: 'run', keys: name } : { kind: 'none' }
}
