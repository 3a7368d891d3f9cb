/** Shortcuts: each component says its own while it is shown; the newest layer wins, and '?' lists all that hold. */
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import type { Text } from '../../core/lang.ts'
import { recall } from '../recall.ts'
import { match, nameOf } from './key-match.ts'

export interface KeyAction {
  /** 'j', 'g d', 'mod+k', 'shift+a', 'Enter', '?' */
  readonly keys: string
  /** What it does, for the list. */
  readonly label: Text
  run(): void
}

interface Layer {
  readonly title: Text
  actions: readonly KeyAction[]
}

/** How long the first key of a pair holds. */
const PAIR_MS = 1_200

const NO_LAYERS: readonly Layer[] = []
let layers = NO_LAYERS
const listeners = new Set<() => void>()
let first: { readonly name: string; readonly at: number } | null = null

function setLayers(next: readonly Layer[]): void {
  if (layers.length === 0 && next.length > 0) window.addEventListener('keydown', onKey)
  if (layers.length > 0 && next.length === 0) window.removeEventListener('keydown', onKey)
  layers = next
  for (const listener of listeners) listener()
}

/** Keys without a modifier can be switched off: they get in the way of speech input (WCAG 2.1.4). */
export const KEYS_SETTING = 'keys'

/** Fields take what is typed; dialogs and menus have keys of their own. */
function isTaken(event: KeyboardEvent): boolean {
  const { target } = event
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null) return true
  return target.isContentEditable || target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select')
}

/** Enter and the space bar belong to the button or link that has the focus. */
function isPressing(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' && event.key !== ' ') return false
  return event.target instanceof HTMLElement && event.target.matches('a, button, summary, [role="button"]')
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
  const name = nameOf(event)
  const plain = !name.startsWith('mod+')
  if (plain && (isTaken(event) || isPressing(event) || recall(KEYS_SETTING) === 'off')) return
  const begun = first !== null && Date.now() - first.at < PAIR_MS ? first.name : null
  first = null
  const known = new Set(layers.flatMap(({ actions }) => actions.map(({ keys }) => keys)))
  const matched = match(begun, name, known)
  if (matched.kind === 'wait') first = { name: matched.first, at: Date.now() }
  if (matched.kind !== 'run') return
  event.preventDefault()
  layers
    .toReversed()
    .flatMap(({ actions }) => actions)
    .find(({ keys }) => keys === matched.keys)
    ?.run()
}

/**
 * Holds while the component is shown.
 * @param title heading of these keys in the list ('Entwürfe')
 */
export function useKeys(title: Text, actions: readonly KeyAction[], enabled = true): void {
  const layer = useRef<Layer | null>(null)
  // As soon as something is seen its keys hold: an effect that waits for the paint would lose one that is pressed at once.
  useLayoutEffect(() => {
    if (layer.current !== null) layer.current.actions = actions
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect above keeps title and actions fresh without laying the layer anew on top
  useLayoutEffect(() => {
    if (!enabled) return
    const own: Layer = { title, actions }
    layer.current = own
    setLayers([...layers, own])
    return () => {
      layer.current = null
      setLayers(layers.filter((other) => other !== own))
    }
  }, [enabled])
}

/** All that hold now, for the list behind '?'. */
export function useKeyList(): readonly { readonly title: Text; readonly actions: readonly KeyAction[] }[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => layers,
    () => NO_LAYERS,
  )
}
