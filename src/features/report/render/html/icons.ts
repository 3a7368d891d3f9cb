/** Marks that stand beside a word, never in its place. */

/** The conductor's baton: the machine's work. */
export const BATON =
  '<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true"><path d="M5.6 12.4 15.5 2.5" stroke="currentColor" stroke-width="1.75" stroke-linecap="round"/><circle cx="4.2" cy="13.8" r="2.6" fill="currentColor"/></svg>'

function icon(body: string): string {
  return `<svg width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${body}</svg>`
}

export const ICONS = {
  up: icon('<path d="M6 10V2M2.5 5.5 6 2l3.5 3.5"/>'),
  down: icon('<path d="M6 2v8M2.5 6.5 6 10l3.5-3.5"/>'),
  flat: icon('<path d="M2 6h8"/>'),
  check: icon('<path d="m2 6.5 2.8 2.8L10 3"/>'),
  cross: icon('<path d="m2.5 2.5 7 7m0-7-7 7"/>'),
  dash: icon('<path d="M3 6h6"/>'),
  note: icon('<circle cx="6" cy="6" r="4.5"/><path d="M6 5.8v2.4M6 3.6v.1"/>'),
} as const
