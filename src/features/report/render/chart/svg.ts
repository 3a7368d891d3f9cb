/** The few SVG elements charts are drawn from. Baselines are set by `y` alone: PDF readers know no other way. */
import { escapeMarkup } from '../escape.ts'
import type { ChartTheme } from './theme.ts'

/** Coordinates to a tenth of a pixel; more digits only make the page heavier. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10 + 0)
}

export interface TextStyle {
  readonly size?: number
  readonly fill?: string
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly bold?: boolean
  /** The whole text where `text` is cut; shown on hover. */
  readonly full?: string
}

/** A text whose baseline is at `y`. */
export function label(text: string, x: number, y: number, style: TextStyle): string {
  const { size = 12, fill = 'currentColor', anchor = 'start', bold = false, full } = style
  const weight = bold ? ' font-weight="bold"' : ''
  const at = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  const title = full !== undefined && full !== text ? `<title>${escapeMarkup(full)}</title>` : ''
  return `<text x="${px(x)}" y="${px(y)}" font-size="${size}" fill="${fill}"${at}${weight}>${escapeMarkup(text)}${title}</text>`
}

export interface Stroke {
  readonly stroke: string
  readonly width?: number
  readonly dash?: string
}

export function straight(x1: number, y1: number, x2: number, y2: number, style: Stroke): string {
  const dash = style.dash === undefined ? '' : ` stroke-dasharray="${style.dash}"`
  return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${style.stroke}" stroke-width="${style.width ?? 1}"${dash}/>`
}

export function path(d: string, style: Stroke): string {
  const dash = style.dash === undefined ? '' : ` stroke-dasharray="${style.dash}"`
  return `<path d="${d}" fill="none" stroke="${style.stroke}" stroke-width="${style.width ?? 1}" stroke-linejoin="round" stroke-linecap="round"${dash}/>`
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A filled rectangle; `hint` is shown on hover. */
export function rectangle(box: Box, fill: string, extra: { opacity?: number; hint?: string } = {}): string {
  const opacity = extra.opacity === undefined ? '' : ` fill-opacity="${Math.round(extra.opacity * 100) / 100}"`
  const shape = `x="${px(box.x)}" y="${px(box.y)}" width="${px(Math.max(0, box.width))}" height="${px(Math.max(0, box.height))}" fill="${fill}"${opacity}`
  return extra.hint === undefined
    ? `<rect ${shape}/>`
    : `<rect ${shape}><title>${escapeMarkup(extra.hint)}</title></rect>`
}

export function dot(x: number, y: number, radius: number, fill: string, ring: string): string {
  return `<circle cx="${px(x)}" cy="${px(y)}" r="${radius}" fill="${fill}" stroke="${ring}" stroke-width="1.5"/>`
}

export interface Figure {
  readonly width: number
  readonly height: number
  readonly body: string
}

/** The finished element, named and described for those who do not see it. */
export function wrap(
  figure: Figure,
  about: { id: string; title: string; description: string },
  theme: ChartTheme,
): string {
  const { width, height, body } = figure
  const [titleId, textId] = [`${about.id}-t`, `${about.id}-d`]
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${px(width)} ${px(height)}" width="${px(width)}" height="${px(height)}"` +
    ` role="img" aria-labelledby="${titleId} ${textId}" font-family="${theme.font}">` +
    `<title id="${titleId}">${escapeMarkup(about.title)}</title><desc id="${textId}">${escapeMarkup(about.description)}</desc>${body}</svg>`
  )
}
