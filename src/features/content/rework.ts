/** A text that is there, written anew: shorter, longer, in another tone; and what each of its sentences rests on. */
import { AppError } from '../../core/errors.ts'
import type { Lang, Text } from '../../core/lang.ts'
import type { FactAttribute, ProductFacts } from '../text-check/index.ts'
import { loadRework, type Rework, type WriteRequest, type Writer, type WriterAnswer } from '../writing/index.ts'
import type { ReworkBody, SourcesShown, WrittenTexts } from './schema.ts'
import { readFacts } from './store.ts'
import { type StudioDeps, writeTexts } from './studio.ts'
import type { TextWork } from './text-work.ts'
import { BUILT_IN } from './write.ts'

/** @throws AppError 'input.not-found' */
export function reworkText(deps: StudioDeps, { text, how, ...asked }: ReworkBody): Promise<WrittenTexts> {
  const body = { ...asked, length: 'medium', versions: 1, seed: 1 } as const
  return writeTexts(deps, body, { rework: { text, how } })
}

/** The built-in writer, for texts that are there already too. What a person wrote is shown with what stands against it. */
export function reworkingWriter(writer: Writer, check: TextWork['checkText']): Writer {
  return {
    async write(request, facts, options = {}) {
      const { rework, signal } = options
      if (rework === undefined) return writer.write(request, facts, options)
      if (rework.how === 'tone') {
        const { wordCount } = await loadRework()
        const length = lengthFor(wordCount(rework.text))
        const anew = await writer.write({ ...request, length, versions: 1 }, facts, { signal })
        return { ...anew, notes: [...anew.notes, TOLD_ANEW] }
      }
      const { version, text, note, author } = await changed(writer, { request, facts, rework, signal })
      const findings = await check(text, { lang: request.lang, facts })
      return {
        versions: [{ version, text, findings }],
        missing: null,
        maxOverlap: 0,
        author,
        notes: note === null ? [] : [note],
        usage: null,
      }
    },
  }
}

interface Changing {
  readonly request: WriteRequest
  readonly facts: ProductFacts
  readonly rework: Rework
  readonly signal: AbortSignal | undefined
}

async function changed(writer: Writer, { request, facts, rework, signal }: Changing) {
  const { readVersion, shortened, lengthened, plainText } = await loadRework()
  const present = readVersion(rework.text, { facts, lang: request.lang })
  const given = (version: typeof present | null, nothing: Text, author: WriterAnswer['author'] = BUILT_IN) => {
    const text = plainText(version ?? present)
    const note = version === null || text === plainText(present) ? nothing : null
    return { version: version ?? present, text, note, author }
  }
  if (rework.how === 'shorter') return given(shortened(present), NOTHING_LESS)
  const { versions, author } = await writer.write({ ...request, length: 'long', versions: 1 }, facts, { signal })
  const [more] = versions
  return given(more === undefined ? null : lengthened(present, more.version), NOTHING_MORE, author)
}

/** Words up to which a description is short, and medium. */
const SHORT_WORDS = 75
const MEDIUM_WORDS = 140

function lengthFor(words: number): WriteRequest['length'] {
  return words <= SHORT_WORDS ? 'short' : words <= MEDIUM_WORDS ? 'medium' : 'long'
}

const TOLD_ANEW: Text = {
  de: 'Der eingebaute Texter hat den Text aus den Produktdaten neu geschrieben; Sätze, die nur bei Ihnen standen, fehlen.',
  en: 'The built-in writer has written the text anew from the product data; sentences that only yours had are missing.',
}
const NOTHING_MORE: Text = {
  de: 'Der Text sagt schon alles, was der Katalog weiß; er bleibt, wie er ist.',
  en: 'The text says all the catalogue knows already; it stays as it is.',
}
const NOTHING_LESS: Text = {
  de: 'Kürzer geht es nicht, ohne Sätze umzubauen; der Text bleibt, wie er ist.',
  en: 'It cannot be made shorter without rebuilding sentences; the text stays as it is.',
}

/** @throws AppError 'input.not-found' */
export async function showSources(
  { state, clock }: Pick<StudioDeps, 'state' | 'clock'>,
  { product, lang, text }: { readonly product: number; readonly lang: Lang; readonly text: string },
): Promise<SourcesShown> {
  const known = await readFacts(state, product, clock.now())
  if (known === null) throw new AppError('input.not-found', `There is no product ${product}.`)
  const { readVersion } = await loadRework()
  const { facts } = known
  const { parts } = readVersion(text, { facts, lang })
  return {
    sentences: parts.flatMap(({ sentences }) =>
      sentences.map((sentence) => ({
        text: sentence.text,
        facts: sentence.sources.map((name) => ({ name, value: shownValue(name, facts, lang) })),
      })),
    ),
  }
}

/** As much of a value as a list shows. */
const LONGEST_VALUE = 200

function shownValue(name: string, facts: ProductFacts, lang: Lang): string {
  const attribute = facts.attributes.find((one) => one.name === name)
  if (attribute !== undefined) return saidValue(attribute.value, lang)
  switch (name) {
    case 'title':
      return saidValue(facts.title, lang)
    case 'brand':
      return facts.brand
    case 'variants':
      return [...new Set(facts.variants.flatMap(({ options }) => Object.values(options)))]
        .join(', ')
        .slice(0, LONGEST_VALUE)
    default:
      return ''
  }
}

function saidValue(value: FactAttribute['value'], lang: Lang): string {
  const said = typeof value === 'object' ? (value[lang] ?? value.de ?? value.en ?? '') : String(value)
  return said.slice(0, LONGEST_VALUE)
}
