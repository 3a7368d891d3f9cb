/** The languages everything a person reads is written in. */
export const LANGS = ['de', 'en'] as const
export type Lang = (typeof LANGS)[number]

/** One text in every language; both are written, neither is translated word by word. */
export type Text = Readonly<Record<Lang, string>>
