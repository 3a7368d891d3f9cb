/** The way to today in the space of a word; the figure beside it says the number. */
import classes from './small.module.css'

interface SparklineProps {
  /** Null: not known. */
  readonly values: readonly (number | null)[]
  /** What is expected of the last one. */
  readonly band?: { readonly low: number; readonly high: number } | null
  readonly width?: number
  readonly height?: number
  readonly label: string
}

export function Sparkline({ values, band = null, width = 120, height = 32, label }: SparklineProps) {
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return null
  const all = band === null ? known : [...known, band.low, band.high]
  const low = Math.min(...all)
  const high = Math.max(...all)
  const x = (index: number) => (index / (values.length - 1)) * (width - 6) + 2
  const y = (value: number) => (high === low ? height / 2 : height - 3 - ((value - low) / (high - low)) * (height - 6))
  const last = values.at(-1) ?? null
  return (
    <svg className={classes.spark} width={width} height={height} role="img" aria-label={label}>
      {band !== null && (
        <rect
          x={x(values.length - 1) - 3}
          y={y(band.high)}
          width={6}
          height={Math.max(2, y(band.low) - y(band.high))}
          rx={2}
          fill="var(--accent-soft)"
        />
      )}
      <path d={pathOf(values, x, y)} fill="none" stroke="var(--ink-soft)" strokeWidth={1.5} strokeLinejoin="round" />
      {last !== null && <circle cx={x(values.length - 1)} cy={y(last)} r={2.5} fill="var(--accent)" />}
    </svg>
  )
}

/** Broken where a value is not known. */
function pathOf(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let path = ''
  let drawing = false
  for (const [index, value] of values.entries()) {
    if (value !== null) path += `${drawing ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`
    drawing = value !== null
  }
  return path
}
