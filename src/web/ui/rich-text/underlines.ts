/** What was found in a text, underlined in the editor where it stands; it moves along while somebody types on. */
import { Fragment, Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { fromMarkdown } from './from-markdown.ts'
import { toMarkdown } from './to-markdown.ts'

export interface Underlined {
  /** Place in the Markdown, UTF-16 offsets; `end` exclusive. */
  readonly start: number
  readonly end: number
  readonly level: 'error' | 'warning' | 'hint'
  /** In the reader's language. */
  readonly reason: string
  /** What could stand there instead; empty: nothing; null: no proposal. */
  readonly mend: string | null
}

interface Place {
  readonly from: number
  readonly to: number
  readonly item: Underlined
}

const KEY = new PluginKey<DecorationSet>('underlines')
const RANK = { error: 0, warning: 1, hint: 2 }

export function underlines(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key: KEY,
    state: {
      init: () => DecorationSet.empty,
      apply(transaction, before) {
        const next: DecorationSet | undefined = transaction.getMeta(KEY)
        return next ?? before.map(transaction.mapping, transaction.doc)
      },
    },
    props: { decorations: (state) => KEY.getState(state) },
  })
}

export function underline({ state, dispatch }: EditorView, items: readonly Underlined[]): void {
  dispatch(
    state.tr
      .setMeta(KEY, DecorationSet.create(state.doc, decorationsOf(state.doc, items)))
      .setMeta('addToHistory', false),
  )
}

function decorationsOf(doc: Node, items: readonly Underlined[]): Decoration[] {
  const written = toMarkdown(doc)
  return items.flatMap((item) => {
    // About the whole: below the text it is said once.
    if (item.end <= item.start || item.end - item.start >= written.text.length) return []
    const [from, to] = [written.startAt(item.start), written.endAt(item.end)]
    if (from === null || to === null || from >= to) return []
    return [Decoration.inline(from, to, { 'data-found': item.level, title: item.reason }, { item })]
  })
}

/** In order of place. */
export function underlinedIn(state: EditorState): readonly Place[] {
  const found = KEY.getState(state)?.find() ?? []
  return found
    .map(({ from, to, spec }) => {
      // As it was handed in above.
      const { item }: { readonly item: Underlined } = spec
      return { from, to, item }
    })
    .toSorted((a, b) => a.from - b.from)
}

/** The gravest at the caret. */
export function underlinedAtCaret(state: EditorState): Place | null {
  const { from, to } = state.selection
  const [first = null] = underlinedIn(state)
    .filter((place) => place.from <= to && place.to >= from)
    .toSorted((a, b) => RANK[a.item.level] - RANK[b.item.level])
  return first
}

/** Puts what is proposed in place of what stands at the caret. @returns whether there was something */
export function mendAtCaret({ state, dispatch }: EditorView): boolean {
  const place = underlinedAtCaret(state)
  if (place === null || place.item.mend === null) return false
  const { from, to } = place
  const { tr, doc } = state
  const { mend } = place.item
  // A word that is left out takes the space before it along.
  if (mend === '') dispatch(tr.delete(doc.textBetween(from - 1, from) === ' ' ? from - 1 : from, to))
  else {
    const words = Node.fromJSON(state.schema, fromMarkdown(mend)).firstChild?.content ?? Fragment.empty
    const isLink = words.firstChild?.marks.length !== 0 || doc.textBetween(from, to) === mend
    // Other words are as bold as those they stand for; a link becomes another one, or none.
    dispatch(isLink ? tr.replaceWith(from, to, words) : tr.insertText(mend, from, to))
  }
  return true
}

/** Sets the caret into the next place, or the one before; from the last to the first. @returns whether there is one */
export function goToUnderlined({ state, dispatch }: EditorView, by: 1 | -1): boolean {
  const places = underlinedIn(state)
  const { head } = state.selection
  const next =
    by === 1
      ? (places.find(({ from }) => from > head) ?? places[0])
      : (places.findLast(({ to }) => to < head) ?? places.at(-1))
  if (next === undefined) return false
  dispatch(state.tr.setSelection(TextSelection.create(state.doc, next.from)).scrollIntoView())
  return true
}
