import type { Finding } from '../../../findings/index.ts'
import { WORDS } from '../../words.ts'
import { renderSpark } from '../chart/spark.ts'
import { pageTheme } from '../chart/theme.ts'
import { escapeMarkup as esc } from '../escape.ts'
import {
  comparisonText,
  type FigureWords,
  figureWords,
  headFigures,
  mainComparisons,
  sparkOf,
  togetherWords,
} from '../figures.ts'
import { stakeText, stepOf } from '../view.ts'
import { ICONS } from './icons.ts'
import { chartFigure, evidenceFor, type PageContext } from './parts.ts'

const CHART_WIDTH = 520

const DIRECTION_ICONS = { good: ICONS.up, bad: ICONS.down, neutral: ICONS.note } as const

/** One finding: what it is, what it costs, how sure it is, what to do, and the rows it rests on. */
export function findingItem(context: PageContext, finding: Finding, rank: number): string {
  const { lang, writing } = context
  const words = WORDS[lang]
  const id = context.unique(`finding-${finding.id}`)
  const stake = stakeText(finding, writing)
  const figure = figureWords(finding.figure, writing)
  const tag = `<span class="tag ${finding.direction}">${DIRECTION_ICONS[finding.direction]}${esc(words.direction[finding.direction])}</span>`
  const money = stake === '' ? '' : `<p class="stake"><span class="sr">${esc(words.atStake)}: </span>${esc(stake)}</p>`
  const next = finding.next.map((step) => `<li>${esc(step[lang])}</li>`).join('')
  const chart = finding.chart === null ? '' : chartFigure(context, finding.chart, CHART_WIDTH)
  const ids = [
    ...finding.evidenceIds,
    finding.figure.evidenceId,
    ...(finding.chart === null ? [] : [finding.chart.evidenceId]),
  ]
  return (
    `<li class="finding" id="${id}"><span class="rank" aria-hidden="true">${rank}</span><article>` +
    `<header><h3>${esc(finding.title[lang])}</h3>${money}</header>` +
    `<div class="body${chart === '' ? '' : ' pair'}"><div>${tag}<p>${esc(finding.sentence[lang])}</p>${figureLine(figure)}` +
    (next === '' ? '' : `<div class="next"><h4>${esc(words.next)}</h4><ul>${next}</ul></div>`) +
    `</div>${chart}</div>${evidenceFor(context, ids, stepOf(context.report, finding))}</article></li>`
  )
}

function figureLine(figure: FigureWords): string {
  const parts = [`<span>${esc(figure.label)} <b>${esc(figure.value)}</b></span>`]
  const rest = [figure.interval, figure.n, figure.missing, ...mainComparisons(figure).map(comparisonText)]
  for (const part of rest) if (part !== '') parts.push(`<span>${esc(part)}</span>`)
  return `<p class="meta">${parts.join('')}</p>`
}

/** The tiles at the head of the report; empty where no section brings them. */
export function tiles(context: PageContext): string {
  const figures = headFigures(context.report)
  if (figures.length === 0) return ''
  const { words } = togetherWords(figures, context.writing)
  const all = words.map((one, index) => {
    const figure = figures[index]
    return tile(one, figure === undefined ? undefined : sparkOf(figure, context.report))
  })
  return `<div class="tiles" style="--tiles:${perRow(figures.length)}">${all.join('')}</div>`
}

/** Tiles in a row, so that the last row is not left with a single one. */
export function perRow(count: number): number {
  if (count <= 5) return Math.max(3, count)
  return [5, 4, 3].find((columns) => count % columns === 0) ?? [5, 4].find((columns) => count % columns > 1) ?? 4
}

function tile(words: FigureWords, values: readonly (number | null)[] | undefined): string {
  const known = words.missing === ''
  const spark = values === undefined ? '' : renderSpark(values, { width: 152, height: 28 }, pageTheme)
  const extra = [words.interval, words.n, words.missing].filter((part) => part !== '').join(' · ')
  const rows = mainComparisons(words).map(
    (one) =>
      `<tr><td title="${esc(one.value)}">${esc(one.change === '' ? one.value : one.change)}</td><th scope="row">${esc(one.label)}</th></tr>`,
  )
  const compared = rows.length === 0 ? '' : `<table><tbody>${rows.join('')}</tbody></table>`
  return (
    `<article class="tile"><h3>${esc(words.label)}</h3><strong${known ? '' : ' class="gap"'}>${esc(words.value)}</strong>` +
    (extra === '' ? '' : `<p class="small muted">${esc(extra)}</p>`) +
    `${spark === '' ? '' : `<div class="spark">${spark}</div>`}${compared}</article>`
  )
}
