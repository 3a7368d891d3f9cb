/** The report as one HTML file that loads nothing: style, font and charts are inside, and it needs no script. */
import type { Lang } from '../../../../core/lang.ts'
import type { Report } from '../../schema.ts'
import { WORDS } from '../../words.ts'
import { clean, escapeMarkup as esc } from '../escape.ts'
import { createdText, headlineOf, nightWords, totalsWords } from '../view.ts'
import { findingItem, tiles } from './finding.ts'
import { fontFace } from './font.ts'
import { BATON, ICONS } from './icons.ts'
import { type PageContext, pageContext } from './parts.ts'
import { aheadSection, heldSection, nightTable, stepSection } from './section.ts'
import { PAGE_STYLE } from './style.ts'

export interface HtmlOptions {
  /** Other forms of the report (PDF, the other language), shown at the head of the page. */
  readonly links?: readonly { readonly label: string; readonly href: string }[]
}

// Said in the document itself, so that it holds for the file on a disk as well: nothing is loaded and nothing runs.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"

interface Entry {
  readonly id: string
  readonly title: string
  readonly markup: string
}

/** The report as a whole HTML document in one language. */
export function renderHtml(report: Report, lang: Lang, options: HtmlOptions = {}): string {
  const words = WORDS[lang]
  const context = pageContext(report, lang)
  const entries = entriesOf(context)
  const headline = headlineOf(report, lang)
  const title = clean(`${headline} · ${report.shop.name}`)
  return (
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">' +
    `<meta name="robots" content="noindex"><title>${esc(title)}</title><style>${fontFace()}${PAGE_STYLE}</style></head><body>` +
    `<a class="skip" href="#content">${esc(words.skip)}</a><div class="page">${topBar(context, options)}` +
    `<div class="columns">${contents(entries, lang)}<main id="content" tabindex="-1">` +
    `<div class="lead"><h1>${esc(headline)}</h1><p class="muted">${esc(report.shop.name)} · ${esc(createdText(report, lang))}</p></div>` +
    `${gaps(context)}${entries.map((entry) => entry.markup).join('')}` +
    `<footer>${esc(words.report)} · ${esc(report.shop.name)} · ${esc(words.night)} ${esc(report.night.id)}</footer></main></div></div></body></html>\n`
  )
}

function topBar(context: PageContext, options: HtmlOptions): string {
  const { report, lang } = context
  const night = nightWords(report, lang)
  const state = night.complete ? '' : 'bad'
  const icon = night.complete ? ICONS.check : ICONS.cross
  const links = (options.links ?? []).map((link) => `<a href="${esc(link.href)}">${esc(link.label)}</a>`).join('')
  return (
    `<header class="top"><span class="brand">${BATON}${esc(report.shop.name)}</span>` +
    `<a class="tag ${state}" href="#night">${icon}${esc(WORDS[lang].night)} ${esc(night.summary)}</a>` +
    `${links === '' ? '' : `<span class="links">${links}</span>`}</header>`
  )
}

function contents(entries: readonly Entry[], lang: Lang): string {
  const items = entries.map((entry) => `<li><a href="#${entry.id}">${esc(entry.title)}</a></li>`).join('')
  const title = esc(WORDS[lang].contents)
  return `<nav class="toc" aria-label="${title}"><h2 aria-hidden="true">${title}</h2><ol>${items}</ol></nav>`
}

/** What is missing from the report, named before anything else. */
function gaps(context: PageContext): string {
  const night = nightWords(context.report, context.lang)
  if (night.complete) return ''
  const items = night.gaps.map((gap) => `<li>${esc(gap)}</li>`).join('')
  return `<aside class="alert" aria-labelledby="gaps"><h2 id="gaps">${esc(WORDS[context.lang].incomplete)}</h2><ul>${items}</ul></aside>`
}

function entriesOf(context: PageContext): Entry[] {
  const { report, lang, writing } = context
  const words = WORDS[lang]
  const block = (id: string, title: string, body: string): Entry => ({
    id,
    title,
    markup: `<section aria-labelledby="${id}"><h2 id="${id}">${esc(title)}</h2>${body}</section>`,
  })
  const reserve = (wish: string): string => context.unique(wish)
  const entries: Entry[] = []
  const head = tiles(context)
  if (head !== '') entries.push(block(reserve('figures'), words.keyFigures, head))
  const findings = report.findings.map((finding, index) => findingItem(context, finding, index + 1)).join('')
  const list =
    findings === '' ? `<p class="notice">${esc(words.noFindings)}</p>` : `<ol class="findings">${findings}</ol>`
  entries.push(block(reserve('important'), words.important, list))
  for (const [wish, title, make] of [
    ['held', words.held, heldSection],
    ['ahead', words.ahead, aheadSection],
  ] as const) {
    const id = reserve(wish)
    const markup = make(context, id)
    if (markup !== '') entries.push({ id, title, markup })
  }
  for (const section of report.sections) {
    const id = reserve(`section-${section.step}`)
    entries.push({ id, title: section.contribution.title[lang], markup: stepSection(context, section, id) })
  }
  if (report.sections.length === 0)
    entries.push(block(reserve('sections'), words.contents, `<p class="notice">${esc(words.noSections)}</p>`))
  const basis = totalsWords(report, writing).map(
    (one) => `<div><dt>${esc(one.label)}</dt><dd>${esc(one.value)}</dd></div>`,
  )
  entries.push(block(reserve('basis'), words.basis, `<dl class="basis">${basis.join('')}</dl>`))
  const night = nightWords(report, lang)
  entries.push(block(reserve('night'), words.night, `<p>${esc(night.summary)}</p>${nightTable(context)}`))
  return entries
}
