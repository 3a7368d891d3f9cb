/** What a page is narrowed to stands in its address, so that it can be sent on and gone back to. */
import { useNavigate, useSearch } from '@tanstack/react-router'
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

/** '/customers?sort=name': a path with what is asked; what is undefined or empty is left out. */
export function withQuery(path: string, asked: Readonly<Record<string, string | number | undefined>>): string {
  const entries = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')
  const query = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString()
  return query === '' ? path : `${path}?${query}`
}
