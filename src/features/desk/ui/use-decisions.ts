/** Deciding: sent at once, the next one shown meanwhile, and taken back where the workbench refuses or the person changes their mind. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type Dispatch, useCallback, useMemo, useRef, useState } from 'react'
import { ApiError, send } from '../../../web/api/client.ts'
import { keyOf, useSend } from '../../../web/api/queries.ts'
import { notify } from '../../../web/ui/notify.ts'
import type { Proposal, ProposalRow } from '../schema.ts'
import type { QueueAction } from './queue.ts'
import { tell } from './tell.ts'
import { proposalPath } from './use-proposals.ts'
import { blockedBy, type RejectReason, stateWords, words } from './words.ts'

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
  const underWay = useRef<ReadonlySet<string>>(new Set())
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
      if (underWay.current.has(id)) return
      underWay.current = new Set([...underWay.current, id])
      const moveOn = () => dispatch({ kind: 'decide', ids: [id], rows: current.current })
      const waits = mayBeBlocked(seen, decision)
      if (!waits) moveOn()
      try {
        const after = await mutateAsync({
          path: `${proposalPath(id)}/${decision.kind}`,
          method: 'POST',
          body: bodyOf(seen, decision),
        })
        lastIds.current = [...lastIds.current.filter((other) => other !== id), id]
        client.setQueryData(keyOf(proposalPath(id)), after)
        if (waits) moveOn()
        notify({
          message: decidedMessage(after),
          about: 'desk.decision',
          tone: 'good',
          ...(after.mayReopen || after.mayUndo ? { action: { label: words.undo, run: () => void takeBack(id) } } : {}),
        })
      } catch (error) {
        if (!waits) dispatch({ kind: 'return', ids: [id] })
        const now = isConflict(error) ? await reread(client, id) : null
        if (now === null) tell(error)
        else if (isSame(seen, now)) notify({ message: blockedBy(now.checks), about: 'desk.decision', tone: 'bad' })
        else setConflicts((known) => new Map(known).set(id, seen))
      } finally {
        underWay.current = new Set([...underWay.current].filter((other) => other !== id))
      }
    },
    [mutateAsync, client, dispatch, takeBack],
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

/** The check looks at a changed draft anew, and stands against one already: the next one is shown once it has let it pass. */
function mayBeBlocked({ checks }: Proposal, decision: Decision): boolean {
  return decision.kind === 'approve' && (decision.draft !== undefined || checks.some(({ level }) => level === 'error'))
}

/** What it is by now, shown wherever it stands; null where it cannot be read. */
async function reread(client: QueryClient, id: string): Promise<Proposal | null> {
  const path = proposalPath(id)
  try {
    const now = await send<Proposal>(path)
    client.setQueryData(keyOf(path), now)
    return now
  } catch (error) {
    if (error instanceof ApiError) return null
    throw error
  }
}

/** Nobody was quicker: what stands against the decision is the check. */
const isSame = (seen: Proposal, now: Proposal): boolean =>
  seen.contentHash === now.contentHash && seen.state === now.state

/** Somebody was quicker, or the check stands against it. */
function isConflict(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 409 || error.status === 412)
}

function decidedMessage({ title, state, secondPair }: Proposal): { de: string; en: string } {
  const isFirst = state === 'open' && secondPair.first !== null
  const what = isFirst ? words.firstOfTwo : stateWords[state]
  return { de: `„${title.de}“: ${what.de}`, en: `“${title.en}”: ${what.en}` }
}
