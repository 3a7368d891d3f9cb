/** Which pages somebody finds in the menu, and what waits behind them. */
import { useMemo } from 'react'
import { useMe } from '../../api/me.ts'
import { useRead } from '../../api/queries.ts'
import { GROUPS, PAGES, type PageSpec } from '../pages.ts'

export interface MenuGroup {
  readonly name: (typeof GROUPS)[number]
  readonly pages: readonly PageSpec[]
}

export function useMenu(): readonly MenuGroup[] {
  const me = useMe()
  return useMemo(() => {
    const isOpen = ({ right }: PageSpec) =>
      right !== 'anyone' && (right === 'signed-in' || me?.rights.includes(right) === true)
    return GROUPS.map((name) => ({ name, pages: PAGES.filter((page) => page.group === name && isOpen(page)) })).filter(
      ({ pages }) => pages.length > 0,
    )
  }, [me])
}

/** What waits for a decision, by the page it waits on; nothing where it is not known. */
export function useCounts(): Readonly<Record<string, number>> {
  const me = useMe()
  const desk = useRead<{ open: number }>(me?.rights.includes('desk.read') === true ? '/desk' : null)
  return useMemo(() => (desk.data === undefined ? {} : { '/desk': desk.data.open }), [desk.data])
}
