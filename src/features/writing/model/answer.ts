/** What a model answers becomes versions of a text: read by its form, without markup, and cut into sentences. Pure. */
import { z } from 'zod'
import type { Lang } from '../../../core/lang.ts'
import { type ProductFacts, withoutMarkup } from '../../text-check/index.ts'
import type { Part, Sentence, TextKind, Version } from '../schema.ts'
import { splitSentences } from '../split-sentences.ts'
import { PROSE, SHAPES } from './shapes.data.ts'
import { sourcesOf } from './sources.ts'

/** What the model is told of the form; bounds are left to `answerSchema`, as not every server knows them. */
export const askedForm = z.object({
  versions: z.array(z.object({ parts: z.array(z.object({ role: z.string(), text: z.string() })) })),
})

const MOST_VERSIONS = 5
const answerSchema = z.object({
  versions: z
    .array(
      z.object({
        parts: z
          .array(z.object({ role: z.string().max(40), text: z.string().max(12_000) }))
          .min(1)
          .max(30),
      }),
    )
    .min(1)
    .transform((versions) => versions.slice(0, MOST_VERSIONS)),
})
type Answer = z.output<typeof answerSchema>
export type AnsweredVersion = Answer['versions'][number]

const partialSchema = z.object({
  versions: z.array(
    z
      .object({ parts: z.array(z.object({ role: z.string(), text: z.string() }).partial().nullable()) })
      .partial()
      .nullable(),
  ),
})

/** @returns null where it is not in the form that was asked for; small models put it between fences or add a sentence */
export function readAnswer(text: string): Answer | null {
  const start = text.indexOf('{')
  const end = text.lastIndexOf('}')
  if (start === -1 || end < start) return null
  try {
    return answerSchema.safeParse(JSON.parse(text.slice(start, end + 1))).data ?? null
  } catch {
    return null
  }
}

/** Of an answer that is still being written: its versions as far as they go. @param value what a lenient parser made of it */
export function readPartial(value: unknown): AnsweredVersion[] {
  const { data } = partialSchema.safeParse(value)
  return (data?.versions ?? []).slice(0, MOST_VERSIONS).map((version) => ({
    parts: (version?.parts ?? []).map((part) => ({ role: part?.role ?? '', text: part?.text ?? '' })),
  }))
}

interface Wanted {
  readonly kind: TextKind
  readonly lang: Lang
  /** What sentences are matched with. */
  readonly facts: ProductFacts
}

/** @returns null where there is no text in it */
export function versionOf({ parts }: AnsweredVersion, { kind, lang, facts }: Wanted): Version | null {
  const roles = (SHAPES[kind] ?? PROSE).parts
  const [prose = 'paragraph'] = roles
  const kept = parts.flatMap(({ role, text }): Part[] => {
    const known = roles.find((one) => one === role) ?? (roles.includes('paragraph') ? 'paragraph' : prose)
    return blocksOf(text, known).map((block) => ({
      role: known,
      sentences: sentencesOf(block, { role: known, lang, facts }),
    }))
  })
  const filled = kept.filter(({ sentences }) => sentences.length > 0)
  return filled.length === 0 ? null : { angle: 'overview', parts: filled }
}

/** A paragraph's empty line begins another one; lists, titles and hashtags are whole. */
function blocksOf(text: string, role: Part['role']): string[] {
  return role === 'paragraph' ? text.split(/\n\s*\n/) : [text]
}

function sentencesOf(text: string, { role, lang, facts }: Omit<Wanted, 'kind'> & Pick<Part, 'role'>): Sentence[] {
  const pieces = role === 'details' ? clean(text).split('\n') : splitSentences(clean(text).replace(/\n/g, ' '), lang)
  return pieces
    .map((piece) => piece.replace(/^\s*[-•*]\s+/, '').trim())
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, sources: sourcesOf(piece, facts, lang) }))
}

/** Without HTML and without the marks of Markdown. */
function clean(text: string): string {
  return withoutMarkup(text)
    .replace(/!?\[([^\]\n]{0,300})\]\([^)\n]{0,600}\)/g, '$1')
    .replace(/^[ \t]*(?:#{1,6}|>)[ \t]+/gm, '')
    .replace(/(\*\*|__|`)(?=\S)(.{1,400}?)(?<=\S)\1/g, '$2')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}
