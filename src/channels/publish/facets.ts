/**
 * What Bluesky has to be told of a text: where its links and hashtags are, in bytes of UTF-8.
 * Source: AT protocol, app.bsky.richtext.facet.
 */
import { countGraphemes, URL_IN_TEXT } from './measure.ts'

type Feature =
  | { readonly $type: 'app.bsky.richtext.facet#link'; readonly uri: string }
  | { readonly $type: 'app.bsky.richtext.facet#tag'; readonly tag: string }

export interface Facet {
  /** `byteEnd` exclusive. */
  readonly index: { readonly byteStart: number; readonly byteEnd: number }
  readonly features: readonly [Feature]
}

/** A hashtag has a letter in it somewhere: '#1' is a number. */
const TAG_IN_TEXT = /(?<=^|\s)[#＃](?=[\p{L}\p{N}\p{M}_-]*[\p{L}\p{Extended_Pictographic}])([\p{L}\p{N}\p{M}_-]+)/gu
const LONGEST_TAG = 64

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8')

/** In order of place; none of them overlap. */
export function facetsOf(text: string): readonly Facet[] {
  const links = [...text.matchAll(URL_IN_TEXT)]
    .filter(({ 0: uri }) => URL.canParse(uri))
    .map(({ index, 0: uri }) => ({
      index,
      said: uri,
      feature: { $type: 'app.bsky.richtext.facet#link', uri } as const,
    }))
  const tags = [...text.matchAll(TAG_IN_TEXT)]
    .filter(({ 1: tag = '' }) => countGraphemes(tag) <= LONGEST_TAG)
    // '#https://...' is a link with a sign before it.
    .filter(({ index, 0: said }) => links.every((link) => link.index >= index + said.length || link.index < index))
    .map(({ index, 0: said, 1: tag = '' }) => ({
      index,
      said,
      feature: { $type: 'app.bsky.richtext.facet#tag', tag } as const,
    }))
  return [...links, ...tags]
    .toSorted((a, b) => a.index - b.index)
    .map(({ index, said, feature }) => {
      const byteStart = bytesOf(text.slice(0, index))
      return { index: { byteStart, byteEnd: byteStart + bytesOf(said) }, features: [feature] }
    })
}
