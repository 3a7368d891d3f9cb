import type { Lang, Text } from '../core/lang.ts'

interface WithWords {
  readonly x: readonly string[]
  readonly marks: readonly { readonly x: string; readonly text: Text }[]
}

/**
 * The chart with the words along x in one language. An analysis gives them as marks, one for every entry of x, because x
 * itself has only one language; marks that name each entry point nothing out and are gone then.
 */
export function inLanguage<T extends WithWords>(chart: T, lang: Lang): T {
  const words = new Map(chart.marks.map((mark) => [mark.x, mark.text[lang]]))
  if (chart.x.length < 2 || !chart.x.every((entry) => words.has(entry))) return chart
  return { ...chart, x: chart.x.map((entry) => words.get(entry) ?? entry), marks: [] }
}
