import type { ReactNode } from 'react'
import { useMe } from '../../api/me.ts'
import { Waiting } from '../../ui/loaded.tsx'
import type { PageSpec } from '../pages.ts'
import { ForbiddenPage } from '../problem-page.tsx'

/** The page where the role may see it; else a page that says so. */
export function Allowed({ right, children }: { right: PageSpec['right']; children: ReactNode }) {
  const me = useMe()
  if (me === null) return <Waiting />
  if (right === 'anyone' || right === 'signed-in' || me.rights.includes(right)) return children
  return <ForbiddenPage />
}
