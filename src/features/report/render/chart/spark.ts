import { dot, path, px } from './svg.ts'
import type { ChartTheme } from './theme.ts'

/** A line without axes for a tile, its last value dotted; empty for fewer than two values. Decoration: it has no name. */
export function renderSpark(
  values: readonly (number | null)[],
  size: { width: number; height: number },
  theme: ChartTheme,
): string {
  const points = values.flatMap((value, index) => (value === null || !Number.isFinite(value) ? [] : [{ index, value }]))
  const last = points.at(-1)
  if (points.length < 2 || last === undefined) return ''
  const [low, high] = [Math.min(...points.map((point) => point.value)), Math.max(...points.map((point) => point.value))]
  const x = (index: number): number => 2 + (index / Math.max(1, values.length - 1)) * (size.width - 6)
  const y = (value: number): number =>
    high === low ? size.height / 2 : 3 + (1 - (value - low) / (high - low)) * (size.height - 6)
  const d = points
    .map((point, place) => `${place === 0 ? 'M' : 'L'}${px(x(point.index))} ${px(y(point.value))}`)
    .join('')
  const body =
    path(d, { stroke: theme.muted, width: 1.5 }) + dot(x(last.index), y(last.value), 2.5, theme.ink, theme.surface)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" aria-hidden="true">${body}</svg>`
}
