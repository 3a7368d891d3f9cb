/** A chart with its sentence, drawn by ECharts when it comes into sight; the same values as a table for who cannot see or point. */
import { Button, Skeleton, useComputedColorScheme } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { inLanguage } from '../../../language/chart-words.ts'
import { formatMoneyShort } from '../../../language/money.ts'
import { useFormat, useLocale, useText } from '../../lang.tsx'
import type { Column } from '../table/columns.tsx'
import { DataTable } from '../table/data-table.tsx'
import { words } from '../words.ts'
import classes from './chart.module.css'
import type { ChartPick, ChartSpec } from './spec.ts'

interface ChartProps {
  readonly spec: ChartSpec
  /** A bar, point or cell was asked about. */
  onPick?(pick: ChartPick): void
}

export function Chart({ spec, onPick }: ChartProps) {
  const t = useText()
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <span>{t(spec.title)}</span>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAsTable(!asTable)}>
          {t(asTable ? words.asChart : words.asTable)}
        </Button>
      </figcaption>
      {asTable ? (
        <ChartTable spec={spec} {...(onPick === undefined ? {} : { onPick })} />
      ) : (
        <Drawing spec={spec} {...(onPick === undefined ? {} : { onPick })} />
      )}
    </figure>
  )
}

/** Drawn a little before it comes into sight. */
const NEAR = { rootMargin: '300px' }
/** Asks all charts of the page to be drawn, seen or not. */
const PAPER_EVENT = 'dirigent:paper'

/** Prints the page with all its charts. */
export function printPage(): void {
  window.dispatchEvent(new Event(PAPER_EVENT))
  setTimeout(() => window.print(), 300)
}

function Drawing({ spec, onPick }: ChartProps) {
  const t = useText()
  const { lang, currency } = useLocale()
  const format = useFormat()
  const scheme = useComputedColorScheme('light')
  const place = useRef<HTMLDivElement>(null)
  const [drawn, setDrawn] = useState(false)
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes what the tokens are worth
  useEffect(() => {
    const holder = place.current
    if (holder === null) return
    let end: (() => void) | null = null
    let gone = false
    const draw = async () => {
      seen.disconnect()
      const { drawChart } = await import('./draw.ts')
      if (gone || end !== null) return
      const tokens = getComputedStyle(holder)
      const style = {
        lang,
        colour: (token: string) => tokens.getPropertyValue(`--${token}`).trim(),
        write: (value: number | null) => format.value(value, spec.unit),
        writeShort: (value: number | null) =>
          spec.unit === 'cents' ? formatMoneyShort(value, { lang, currency }) : format.value(value, spec.unit),
        writeX: (x: string) => format.value(x, 'date'),
      }
      end = drawChart(holder, spec, style, (picked) => pick.current?.(picked))
      setDrawn(true)
    }
    const seen = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) void draw()
    }, NEAR)
    seen.observe(holder)
    const forPaper = () => void draw()
    window.addEventListener(PAPER_EVENT, forPaper)
    return () => {
      gone = true
      seen.disconnect()
      window.removeEventListener(PAPER_EVENT, forPaper)
      end?.()
    }
  }, [spec, lang, currency, format, scheme])
  return (
    <div className={classes.frame} style={{ height: heightOf(spec) }}>
      {!drawn && <Skeleton height="100%" />}
      <div
        ref={place}
        className={`${classes.place} ${onPick === undefined ? '' : classes.asks}`}
        role="img"
        aria-label={t(spec.title)}
      />
    </div>
  )
}

function heightOf({ kind, x, series }: ChartSpec): number {
  if (kind === 'heatmap') return 36 + series.length * 24
  if (kind === 'waterfall' || (kind === 'bar' && x.join('').length > x.length * 10))
    return 44 + x.length * (16 + 12 * Math.max(1, kind === 'bar' ? series.length : 1))
  return 240
}

interface Entry {
  readonly x: string
  readonly place: number
}

function ChartTable({ spec, onPick }: ChartProps) {
  const t = useText()
  const format = useFormat()
  const { lang } = useLocale()
  const shown = useMemo(() => inLanguage(spec, lang), [spec, lang])
  const rows = useMemo(() => spec.x.map((x, place): Entry => ({ x, place })), [spec])
  const columns = useMemo(
    (): Column<Entry>[] => [
      {
        key: 'x',
        label: words.place,
        value: ({ place }) => shown.x[place] ?? null,
        cell: ({ place }) => format.value(shown.x[place] ?? null, 'date'),
        width: 120,
      },
      ...spec.series.map(({ name, values }, index) => ({
        key: `s${index}`,
        label: name,
        unit: spec.unit,
        value: ({ place }: Entry) => values[place] ?? null,
      })),
    ],
    [spec, shown, format],
  )
  return (
    <DataTable
      name={`chart.${spec.id}`}
      label={t(spec.title)}
      columns={columns}
      rows={rows}
      rowKey={({ place }) => String(place)}
      maxHeight={320}
      {...(onPick === undefined
        ? {}
        : {
            onOpen: ({ x, place }: Entry) => {
              const [series] = spec.series
              if (series !== undefined) onPick({ x, series: series.name, value: series.values[place] ?? null })
            },
          })}
    />
  )
}
