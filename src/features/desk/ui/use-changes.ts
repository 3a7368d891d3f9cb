/** Changes of a proposal that are no decision: a comment, who looks after it, a draft that is kept. */
import { useQueryClient } from '@tanstack/react-query'
import { keyOf, useSend } from '../../../web/api/queries.ts'
import type { Proposal } from '../schema.ts'
import { tell } from './tell.ts'
import { proposalPath } from './use-proposals.ts'

/** Sends a change of one proposal and shows it as the workbench answers; says what went wrong. */
export function useChange() {
  const client = useQueryClient()
  const { mutate, isPending } = useSend<Proposal>([])
  const change = (
    { id, version }: Pick<Proposal, 'id' | 'version'>,
    way: 'comment' | 'assign' | 'draft' | 'take-newer' | 'withdraw',
    body: unknown,
    onDone?: (after: Proposal) => void,
  ) =>
    mutate(
      {
        path: `${proposalPath(id)}/${way}`,
        method: way === 'draft' ? 'PUT' : 'POST',
        body,
        version: `"${version}"`,
      },
      {
        onSuccess(after) {
          client.setQueryData(keyOf(proposalPath(id)), after)
          onDone?.(after)
        },
        onError(error) {
          void client.invalidateQueries({ queryKey: ['proposals', id] })
          tell(error)
        },
      },
    )
  return { change, isPending }
}

/** Keeps an edited draft without deciding: the check looks at it again. */
export function useSaveDraft() {
  const { change, isPending } = useChange()
  return {
    isSaving: isPending,
    save: (proposal: Proposal, draft: Record<string, unknown>, onDone: (after: Proposal) => void) =>
      change(proposal, 'draft', { draft }, onDone),
  }
}
