/** Who works here, for handing something to somebody; empty for those who may not see the team. */
import { useMemo } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useReadAll } from '../../../web/api/queries.ts'
import type { PersonView } from '../../team/schema.ts'

export interface Colleague {
  readonly id: string
  /** As the audit log names them: 'person:7'. */
  readonly actor: string
  readonly name: string
}

export function useColleagues(): readonly Colleague[] {
  const may = useMay('team.read')
  const { data } = useReadAll<PersonView>(may ? '/team/people' : null)
  return useMemo(
    () =>
      (data ?? [])
        .filter(({ disabledAt }) => disabledAt === null)
        .map(({ id, name }) => ({ id: String(id), actor: `person:${id}`, name })),
    [data],
  )
}
