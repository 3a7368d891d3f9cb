/** Deciding: sent at once, the next one shown meanwhile, and taken back where the workbench refuses or the person changes their mind. */
import { useQueryClient } from '@tanstack/react-query'
import { type Dispatch, useCallback, useMemo, useRef, useState } from 'react'
import { ApiError, send } from '../../../web/api/client.ts'
import { keyOf, useSend } from '../../../web/api/queries.ts'
import { notify } from '../../../web/ui/notify.ts'
import type { Proposal, ProposalRow } from '../schema.ts'
import type { QueueAction } from './queue.ts'
import { tell } from './tell.ts'
import { proposalPath } from './use-proposals.ts'
import { type RejectReason, stateWords, words } from './words.ts'

type Decision =
  | { readonly kind: 'approve'; readonly draft?: Readonly<Record<string, unknown>> }
  | { readonly kind: 'reject'; readonly reason: RejectReason; readonly note?: string }

export interface Decisions {
  /** What was seen when a decision met a draft that had changed, by proposal. */
  readonly conflicts: ReadonlyMap<string, Proposal>
  decide(seen: Proposal, decision: Decision): void
  settleConflict(id: string): void
  /** The last decision of this sitting; says so where there is none or it cannot be taken back. */
  takeBackLast(): void
  /** Takes one back to the desk, or undoes what it did. */
  takeBack(id: string): void
}

interface Deps {
  readonly rows: readonly ProposalRow[]
  readonly dispatch: Dispatch<QueueAction>
}

export function useDecisions({ rows, dispatch }: Deps): Decisions {
  const client = useQueryClient()
  const { mutateAsync } = useSend<Proposal>([])
  const [conflicts, setConflicts] = useState<ReadonlyMap<string, Proposal>>(new Map())
  const lastIds = useRef<string[]>([])
  const current = useRef(rows)
  current.current = rows

  const refresh = useCallback((id: string) => client.invalidateQueries({ queryKey: ['proposals', id] }), [client])
  const takeBack = useCallback(
    async (id: string) => {
      try {
        const path = proposalPath(id)
        const now = await send<Proposal>(path)
        if (!now.mayReopen && !now.mayUndo) return notify({ message: words.noUndo, tone: 'bad' })
        await mutateAsync({ path: `${path}/${now.mayReopen ? 'reopen' : 'undo'}`, method: 'POST' })
        notify({ message: now.mayReopen ? words.tookBack : words.undoAsked, tone: 'good' })
        lastIds.current = lastIds.current.filter((other) => other !== id)
        await refresh(id)
        dispatch({ kind: 'return', ids: [id] })
      } catch (error) {
        tell(error)
      }
    },
    [mutateAsync, refresh, dispatch],
  )
  const decide = useCallback(
    async (seen: Proposal, decision: Decision) => {
      const { id } = seen
      dispatch({ kind: 'decide', ids: [id], rows: current.current })
      lastIds.current = [...lastIds.current, id]
      try {
        const after = await mutateAsync({
          path: `${proposalPath(id)}/${decision.kind}`,
          method: 'POST',
          body: bodyOf(seen, decision),
        })
        client.setQueryData(keyOf(proposalPath(id)), after)
        notify({
          message: decidedMessage(after),
          about: 'desk.decision',
          tone: 'good',
          ...(after.mayReopen || after.mayUndo ? { action: { label: words.undo, run: () => void takeBack(id) } } : {}),
        })
      } catch (error) {
        lastIds.current = lastIds.current.filter((other) => other !== id)
        dispatch({ kind: 'return', ids: [id] })
        await refresh(id)
        if (isConflict(error)) setConflicts((known) => new Map(known).set(id, seen))
        else tell(error)
      }
    },
    [mutateAsync, client, dispatch, refresh, takeBack],
  )
  return useMemo(
    () => ({
      conflicts,
      decide: (seen, decision) => void decide(seen, decision),
      settleConflict: (id) => setConflicts((known) => new Map([...known].filter(([other]) => other !== id))),
      takeBack: (id) => void takeBack(id),
      takeBackLast() {
        const id = lastIds.current.at(-1)
        if (id === undefined) notify({ message: words.nothingToTakeBack })
        else void takeBack(id)
      },
    }),
    [conflicts, decide, takeBack],
  )
}

function bodyOf({ contentHash }: Proposal, decision: Decision): Record<string, unknown> {
  if (decision.kind === 'approve')
    return { contentHash, ...(decision.draft === undefined ? {} : { draft: decision.draft }) }
  const { reason, note = '' } = decision
  return { contentHash, reason, ...(note.trim() === '' ? {} : { note: note.trim() }) }
}

/** Somebody was quicker: the draft, or where it stands, is another one now. */
function isConflict(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 409 || error.status === 412)
}

function decidedMessage({ title, state, secondPair }: Proposal): { de: string; en: string } {
  const isFirst = state === 'open' && secondPair.first !== null
  const what = isFirst ? words.firstOfTwo : stateWords[state]
  return { de: `„${title.de}“: ${what.de}`, en: `“${title.en}”: ${what.en}` }
}
