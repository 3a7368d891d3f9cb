/** One proposal: what would be done beside what it rests on, and the decision. */
import { memo, useDeferredValue, useState } from 'react'
import { ROLE_WORDS } from '../../../core/role-words.ts'
import { useText } from '../../../web/lang.tsx'
import { Failed, Waiting } from '../../../web/ui/loaded.tsx'
import { MachineMark } from '../../../web/ui/machine-mark.tsx'
import { Person } from '../../../web/ui/person.tsx'
import { StateBadge } from '../../../web/ui/state-badge.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Proposal, ProposalRow } from '../schema.ts'
import { ConflictNote } from './conflict-note.tsx'
import { DecisionBar } from './decision-bar.tsx'
import { type Edits, realEdits, withEdits } from './draft.ts'
import { DraftView } from './draft-view.tsx'
import classes from './pane.module.css'
import { SidePane } from './side-pane.tsx'
import { useChange, useSaveDraft } from './use-changes.ts'
import type { Decisions } from './use-decisions.ts'
import { useProposal } from './use-proposals.ts'
import { words } from './words.ts'

interface ProposalPaneProps {
  readonly id: string
  /** What the list knows of it, until the rest is there. */
  readonly row: ProposalRow | null
  readonly decisions: Decisions
  /** Keys hold for what is shown; not while a dialog is open over it. */
  readonly hasKeys: boolean
  /** False while the list has gone on and this is still to be drawn anew: a key then means another proposal. */
  isCurrent(): boolean
  onBatch(): void
}

export const ProposalPane = memo(function ProposalPane({ id, row, ...rest }: ProposalPaneProps) {
  const query = useProposal(id)
  // What has come is drawn when there is time: no key waits for it.
  const proposal = useDeferredValue(query.data)
  if (proposal !== undefined) return <Review key={id} proposal={proposal} {...rest} />
  return (
    <div className={classes.pane}>
      {row !== null && <Head proposal={row} />}
      {query.error === null ? <Waiting lines={8} /> : <Failed error={query.error} again={() => void query.refetch()} />}
    </div>
  )
})

type ReviewProps = Omit<ProposalPaneProps, 'id' | 'row'> & { readonly proposal: Proposal }

function Review({ proposal, decisions, hasKeys, isCurrent, onBatch }: ReviewProps) {
  // What was looked at: a decision holds for this and for nothing that came after.
  const [seen, setSeen] = useState(() => decisions.conflicts.get(proposal.id) ?? proposal)
  const [edits, setEdits] = useState<Edits | null>(null)
  const { save, isSaving } = useSaveDraft()
  const { change } = useChange()
  const wasRefused = decisions.conflicts.has(proposal.id)
  const isChanged = seen.contentHash !== proposal.contentHash || wasRefused
  const real = realEdits(proposal.fields, edits ?? {})
  const hasEdits = Object.keys(real).length > 0
  const acknowledge = () => {
    setSeen(proposal)
    decisions.settleConflict(proposal.id)
  }
  return (
    <article className={classes.pane} aria-labelledby="proposal-title">
      <div className={classes.content}>
        <Head proposal={proposal} />
        {isChanged && <ConflictNote seen={seen} now={proposal} wasRefused={wasRefused} onSeen={acknowledge} />}
        <div className={classes.columns}>
          <DraftView proposal={proposal} edits={edits} onEdit={setEdits} />
          <SidePane proposal={proposal} hasKeys={hasKeys} />
        </div>
      </div>
      <DecisionBar
        proposal={proposal}
        isEditing={edits !== null}
        hasEdits={hasEdits}
        isSaving={isSaving}
        isChanged={isChanged}
        hasKeys={hasKeys}
        isCurrent={isCurrent}
        onSeen={acknowledge}
        onApprove={() =>
          decisions.decide(seen, {
            kind: 'approve',
            ...(hasEdits ? { draft: withEdits(proposal.draft, real) } : {}),
          })
        }
        onReject={(reason, note) => decisions.decide(seen, { kind: 'reject', reason, note })}
        onEdit={() => setEdits({})}
        onSave={() =>
          save(proposal, withEdits(proposal.draft, real), (saved) => {
            setSeen(saved)
            setEdits(null)
          })
        }
        onDiscard={() => setEdits(null)}
        onTakeBack={() => decisions.takeBack(proposal.id)}
        onTakeBackLast={decisions.takeBackLast}
        onWithdraw={() => change(proposal, 'withdraw', {})}
        onBatch={onBatch}
      />
    </article>
  )
}

function Head({ proposal }: { proposal: ProposalRow | Proposal }) {
  const t = useText()
  const { title, skillTitle, subject, state, createdAt, expiresAt, actsAt, decidedBy, decidedAt } = proposal
  const author = 'author' in proposal ? proposal.author : null
  return (
    <header className={classes.head}>
      <h1 id="proposal-title" className={classes.title}>
        {t(title)}
      </h1>
      <p className={classes.meta}>
        {author !== null && author.kind !== 'person' && <MachineMark version={`${author.name} ${author.version}`} />}
        {author?.kind === 'person' && <Person name={author.name} />}
        <StateBadge state={state} />
        <span>{t(skillTitle)}</span>
        <span>{t(subject.label)}</span>
        <span>
          {t(words.proposed)} <When at={createdAt} />
        </span>
        {state === 'open' && actsAt !== null && (
          <span className={classes.acts}>
            {t(words.acts)} <When at={actsAt} />
          </span>
        )}
        {state === 'open' && actsAt === null && expiresAt !== null && (
          <span>
            {t(words.expires)} <When at={expiresAt} />
          </span>
        )}
        {decidedBy !== null && decidedAt !== null && (
          <span>
            <Person name={decidedBy.name} /> <When at={decidedAt} />
          </span>
        )}
      </p>
      {'reason' in proposal && <p className={classes.reason}>{t(proposal.reason)}</p>}
      {!proposal.mayDecide && state === 'open' && (
        <p className={classes.meta}>
          {t(words.mayNot)}
          {t(ROLE_WORDS[proposal.role].title)}
        </p>
      )}
    </header>
  )
}
