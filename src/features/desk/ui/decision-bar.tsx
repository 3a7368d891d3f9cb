/** What can be decided now, with its keys; on a phone the same as large buttons at the foot. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../../web/lang.tsx'
import { Kbd } from '../../../web/ui/kbd.tsx'
import { type KeyAction, useKeys } from '../../../web/ui/keys.ts'
import type { Proposal } from '../schema.ts'
import classes from './pane.module.css'
import { RejectPanel } from './reject-panel.tsx'
import { type RejectReason, similarCount, words } from './words.ts'

interface DecisionBarProps {
  readonly proposal: Proposal
  readonly isEditing: boolean
  readonly hasEdits: boolean
  readonly isSaving: boolean
  /** It is another draft than what was looked at: that has to be seen first. */
  readonly isChanged: boolean
  readonly hasKeys: boolean
  isCurrent(): boolean
  onSeen(): void
  onApprove(): void
  onReject(reason: RejectReason, note: string): void
  onEdit(): void
  onSave(): void
  onDiscard(): void
  onTakeBack(): void
  onTakeBackLast(): void
  onWithdraw(): void
  onBatch(): void
}

export function DecisionBar(props: DecisionBarProps) {
  const { proposal, isEditing, hasEdits, isSaving, hasKeys, onEdit, onSave, onDiscard, onBatch } = props
  const t = useText()
  const [isRejecting, setRejecting] = useState(false)
  const may = allowed(props)
  const approve = () => {
    if (props.isChanged) props.onSeen()
    else if (may.approve) props.onApprove()
  }
  const takeBack = () => (may.takeBack ? props.onTakeBack() : props.onTakeBackLast())
  const keys: KeyAction[] = [
    { keys: 'a', label: words.approve, run: approve },
    { keys: 'mod+Enter', label: words.approveEdited, run: () => isEditing && approve() },
    { keys: 'e', label: words.edit, run: () => may.edit && onEdit() },
    { keys: 'r', label: words.reject, run: () => may.reject && setRejecting(true) },
    { keys: 'u', label: words.takeBack, run: takeBack },
    ...(isEditing && !hasEdits ? [{ keys: 'Escape', label: words.cancel, run: onDiscard }] : []),
  ]
  const ownKeys = keys.map((key) => ({ ...key, run: () => props.isCurrent() && key.run() }))
  useKeys(words.title, ownKeys, hasKeys && !isRejecting)
  if (isRejecting)
    return (
      <div className={classes.bar}>
        <RejectPanel onCancel={() => setRejecting(false)} onReject={props.onReject} />
      </div>
    )
  return (
    <div className={classes.bar}>
      {may.approve && (
        <Button onClick={approve} rightSection={<Kbd keys={isEditing ? 'mod+Enter' : 'a'} />}>
          {t(approveWord(proposal, hasEdits))}
        </Button>
      )}
      {may.edit && !isEditing && (
        <Button variant="default" onClick={onEdit} rightSection={<Kbd keys="e" />}>
          {t(words.edit)}
        </Button>
      )}
      {isEditing && (
        <>
          <Button variant="default" onClick={onSave} disabled={!hasEdits} loading={isSaving}>
            {t(words.save)}
          </Button>
          <Button variant="subtle" onClick={onDiscard}>
            {t(words.discard)}
          </Button>
        </>
      )}
      {may.reject && !isEditing && (
        <Button variant="default" onClick={() => setRejecting(true)} rightSection={<Kbd keys="r" />}>
          {t(words.reject)}
        </Button>
      )}
      {may.takeBack && (
        <Button variant="default" onClick={props.onTakeBack} rightSection={<Kbd keys="u" />}>
          {t(proposal.mayReopen ? words.reopen : words.undoApplied)}
        </Button>
      )}
      {may.withdraw && !isEditing && (
        <Button variant="subtle" onClick={props.onWithdraw}>
          {t(words.withdraw)}
        </Button>
      )}
      {may.reject && !isEditing && proposal.similar > 0 && (
        <Button variant="subtle" onClick={onBatch} rightSection={<Kbd keys="shift+a" />}>
          {t(similarCount(proposal.similar))}
        </Button>
      )}
    </div>
  )
}

function allowed({ proposal }: DecisionBarProps) {
  const { state, mayDecide, mayReopen, mayUndo, fields } = proposal
  const isOpen = mayDecide && (state === 'open' || state === 'failed')
  return {
    approve: isOpen,
    edit: isOpen && fields.some(({ editable }) => editable),
    reject: mayDecide && state === 'open',
    takeBack: mayReopen || mayUndo,
    // What failed is done with, or was done by hand elsewhere.
    withdraw: mayDecide && state === 'failed',
  }
}

function approveWord({ state, secondPair }: Proposal, hasEdits: boolean) {
  if (hasEdits) return words.approveEdited
  if (state === 'failed') return words.retry
  return secondPair.needed && secondPair.first !== null ? words.approveSecond : words.approve
}
