/** What the desk's list is narrowed to, as it stands in the page's address and as the workbench is asked. */
import type { ProposalQuery, State } from '../schema.ts'

/** Groups of states that a person thinks in; each is one chip. */
export const VIEWS = ['open', 'decided', 'applied', 'failed', 'over'] as const
export type View = (typeof VIEWS)[number]

const STATES_OF: Readonly<Record<View, readonly State[]>> = {
  open: ['open'],
  decided: ['approved', 'edited'],
  applied: ['applied'],
  failed: ['failed'],
  over: ['rejected', 'undone', 'expired', 'withdrawn'],
}

/** By the level of the worst check finding. */
export const RISKS = ['error', 'warning', 'note', 'none'] as const satisfies readonly ProposalQuery['level'][]
export type Risk = (typeof RISKS)[number]

export const SORTS = ['effect', 'oldest', 'newest'] as const satisfies readonly ProposalQuery['sort'][]
export type Sort = (typeof SORTS)[number]

export interface Filters {
  readonly view: View
  readonly skill: string | null
  /** 'me', 'none' or the id of a person; null: whoever it is assigned to. */
  readonly person: string | null
  readonly risk: Risk | null
  readonly text: string
  readonly sort: Sort
}

/** Those that are chosen from a list. */
export type Chosen = Exclude<keyof Filters, 'text'>

export const NO_FILTERS: Filters = { view: 'open', skill: null, person: null, risk: null, text: '', sort: 'effect' }

const oneOf = <T extends string>(known: readonly T[], given: unknown): T | null =>
  known.find((one) => one === given) ?? null

const word = (given: unknown): string | null => (typeof given === 'string' && given !== '' ? given.slice(0, 200) : null)

/** From the address; what is none of ours is as if it were not there. */
export function readFilters(search: Readonly<Record<string, unknown>>): Filters {
  return {
    view: oneOf(VIEWS, search.view) ?? NO_FILTERS.view,
    skill: word(search.skill),
    person: word(search.person),
    risk: oneOf(RISKS, search.risk),
    text: word(search.q) ?? '',
    sort: oneOf(SORTS, search.sort) ?? NO_FILTERS.sort,
  }
}

/** For the address: only what is not as usual. */
export function filtersInAddress({ view, skill, person, risk, text, sort }: Filters): Record<string, string> {
  const parts = {
    view: view === NO_FILTERS.view ? null : view,
    skill,
    person,
    risk,
    q: text === '' ? null : text,
    sort: sort === NO_FILTERS.sort ? null : sort,
  }
  return Object.fromEntries(Object.entries(parts).flatMap(([key, value]) => (value === null ? [] : [[key, value]])))
}

/** With one of them set as a chip says it; empty: taken away. */
export function withFilter(filters: Filters, name: Chosen, value: string): Filters {
  return readFilters({ ...filtersInAddress(filters), [name]: value })
}

/** As many at once as the workbench gives. */
const PIECE = 200

/** Path of the list below `/api/v1`. */
export function listPath({ view, skill, person, risk, text, sort }: Filters): string {
  const query = new URLSearchParams({ limit: String(PIECE), sort, state: STATES_OF[view].join(',') })
  if (skill !== null) query.set('skill', skill)
  if (person !== null) query.set('assignee', person)
  if (risk !== null) query.set('level', risk)
  if (text !== '') query.set('q', text)
  return `/proposals?${query}`
}

export function isNarrowed(filters: Filters): boolean {
  return filters.skill !== null || filters.person !== null || filters.risk !== null || filters.text !== ''
}
