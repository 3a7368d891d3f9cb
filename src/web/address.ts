/** What a page is narrowed to stands in its address, so that it can be sent on and gone back to. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

interface Address {
  /** What stands behind '?'. */
  readonly said: Readonly<Record<string, string>>
  /** Changes a part of it; null or empty takes it out. */
  say(part: Readonly<Record<string, string | null>>): void
}

export function useAddress(): Address {
  const said: Record<string, string> = useSearch({ strict: false })
  const navigate = useNavigate()
  const say = useCallback(
    (part: Readonly<Record<string, string | null>>) => {
      const next = Object.entries({ ...said, ...part }).filter(([, value]) => value !== null && value !== '')
      void navigate({ to: '.', search: Object.fromEntries(next), replace: true, resetScroll: false })
    },
    [said, navigate],
  )
  return { said, say }
}

/** Addresses of a list and, behind it, of one of its things. */
type ListPath = '/audiences/{-$id}' | '/forecasts/{-$id}' | '/prices/{-$id}' | '/products/{-$id}' | '/texts/{-$id}'

interface Opened {
  /** Null: the list alone. */
  readonly id: string | null
  /** Opens another one, or the list alone; what the list is narrowed to stays. */
  open(id: string | undefined): void
}

/** Which thing stands open beside its list. @param ofOne what is said behind '?' of the one that is open, and goes with it */
export function useOpened(path: ListPath, ofOne?: string): Opened {
  const { id }: { readonly id?: string } = useParams({ strict: false })
  const { said } = useAddress()
  const navigate = useNavigate()
  const open = (next: string | undefined) => {
    const search = Object.fromEntries(Object.entries(said).filter(([name]) => name !== ofOne))
    void navigate({ to: path, params: { id: next }, search, resetScroll: false })
  }
  return { id: id ?? null, open }
}

/** '/customers?sort=name': a path with what is asked; what is undefined or empty is left out. */
export function withQuery(path: string, asked: Readonly<Record<string, string | number | undefined>>): string {
  const entries = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')
  const query = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString()
  return query === '' ? path : `${path}?${query}`
}
