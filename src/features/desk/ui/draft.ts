/** Edits of a draft: what a person changed, put into the draft by the paths of its fields. */
import type { DraftField } from '../schema.ts'

export type FieldValue = DraftField['value']
/** By the key of the field. */
export type Edits = Readonly<Record<string, FieldValue>>
type Draft = Readonly<Record<string, unknown>>

export function sameValue(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((line, place) => line === other[place])
  return one === other
}

/** Only what differs from what was drafted: typing something and taking it back is no edit. */
export function realEdits(fields: readonly DraftField[], edits: Edits): Edits {
  const real = fields.flatMap(({ key, value, editable }) => {
    const edit = edits[key]
    return editable && edit !== undefined && !sameValue(edit, value) ? [[key, edit] as const] : []
  })
  return Object.fromEntries(real)
}

/** The fields as they would be with the edits. */
export function editedFields(fields: readonly DraftField[], edits: Edits): readonly DraftField[] {
  return fields.map((field) => {
    const edit = edits[field.key]
    return edit === undefined ? field : { ...field, value: edit }
  })
}

/** The draft with the edits at their paths ('priceCents', 'variants.0.title'). What was given is not changed. */
export function withEdits(draft: Draft, edits: Edits): Record<string, unknown> {
  let changed = { ...draft }
  for (const [key, value] of Object.entries(edits)) changed = setAt(changed, key.split('.'), value)
  return changed
}

function setAt(within: Draft, [first = '', ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  return { ...within, [first]: rest.length === 0 ? value : setInside(within[first], rest, value) }
}

function setInside(inside: unknown, path: readonly string[], value: unknown): unknown {
  if (Array.isArray(inside)) {
    const place = Number(path[0])
    return inside.map((part, at) => {
      if (at !== place) return part
      return path.length === 1 ? value : setInside(part, path.slice(1), value)
    })
  }
  const known = typeof inside === 'object' && inside !== null ? Object.fromEntries(Object.entries(inside)) : {}
  return setAt(known, path, value)
}

export interface Difference {
  readonly field: DraftField
  readonly before: FieldValue | undefined
  readonly after: FieldValue | undefined
}

/** What is other in a draft than when it was seen last; a field that came or went has no value on one side. */
export function differences(seen: readonly DraftField[], now: readonly DraftField[]): readonly Difference[] {
  const before = new Map(seen.map((field) => [field.key, field]))
  const after = new Set(now.map(({ key }) => key))
  return [
    ...now.flatMap((field) => {
      const old = before.get(field.key)
      return sameValue(old?.value, field.value) ? [] : [{ field, before: old?.value, after: field.value }]
    }),
    ...seen.flatMap((field) => (after.has(field.key) ? [] : [{ field, before: field.value, after: undefined }])),
  ]
}
