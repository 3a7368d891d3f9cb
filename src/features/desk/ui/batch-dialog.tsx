/** The same decision for many: first what it would do, then it is done. */
import { Button, Group, Modal, NativeSelect, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApiError, send } from '../../../web/api/client.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { BatchAnswer, ProposalRow } from '../schema.ts'
import classes from './batch.module.css'
import { bodiesOf, decidedIds, heldBack, joinAnswers, type Outcome } from './batch.ts'
import { tell } from './tell.ts'
import {
  decideMany,
  didDecide,
  outcomeWords,
  REASONS,
  type RejectReason,
  reasonWords,
  willDecide,
  words,
} from './words.ts'

export interface BatchSubject {
  readonly rows: readonly ProposalRow[]
  /** Found by likeness, not picked one by one. */
  readonly isSimilar: boolean
}

interface BatchDialogProps {
  readonly subject: BatchSubject
  onDecided(ids: readonly string[]): void
  onClose(): void
}

type Choice = 'approve' | 'reject'

export function BatchDialog({ subject: { rows, isSimilar }, onDecided, onClose }: BatchDialogProps) {
  const t = useText()
  const [choice, setChoice] = useState<Choice>('approve')
  const [reason, setReason] = useState<RejectReason>('wrong')
  const [note, setNote] = useState('')
  const [isBusy, setBusy] = useState(false)
  const decision = choice === 'approve' ? { decision: choice } : { decision: choice, reason, note: note.trim() }
  const preview = useQuery<BatchAnswer, ApiError>({
    queryKey: ['proposals', 'batch', choice, rows.map(({ id, contentHash }) => id + contentHash).join()],
    queryFn: () => sendAll('/proposals/batch/preview', bodiesOf(decision, rows)),
    gcTime: 0,
  })
  const decide = async () => {
    setBusy(true)
    try {
      const answer = await sendAll('/proposals/batch', bodiesOf(decision, rows))
      const ids = decidedIds(answer)
      notify({ message: didDecide(ids.length, choice), tone: ids.length > 0 ? 'good' : 'bad' })
      onDecided(ids)
    } catch (error) {
      tell(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(words.batchTitle)}
      closeButtonProps={{ 'aria-label': t(words.close) }}
      transitionProps={{ duration: 100 }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void decide()
        }}
      >
        <Stack gap="md">
          {isSimilar && <p className={classes.note}>{t(words.batchSimilarNote)}</p>}
          <SegmentedControl
            data={[
              { value: 'approve', label: t(words.approve) },
              { value: 'reject', label: t(words.reject) },
            ]}
            value={choice}
            onChange={(value) => setChoice(value === 'reject' ? 'reject' : 'approve')}
            aria-label={t(words.batchTitle)}
          />
          {choice === 'reject' && (
            <Group grow align="flex-end">
              <NativeSelect
                label={t(words.reason)}
                data={REASONS.map((one) => ({ value: one, label: t(reasonWords[one]) }))}
                value={reason}
                onChange={(event) => setReason(REASONS.find((one) => one === event.target.value) ?? 'other')}
              />
              <TextInput label={t(words.note)} value={note} onChange={(event) => setNote(event.target.value)} />
            </Group>
          )}
          <Loaded query={preview} lines={3}>
            {(answer) => <Preview answer={answer} choice={choice} />}
          </Loaded>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t(words.cancel)}
            </Button>
            <Button type="submit" data-autofocus loading={isBusy} disabled={(preview.data?.ready ?? 0) === 0}>
              {t(decideMany(preview.data?.ready ?? 0, choice))}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Preview({ answer, choice }: { answer: BatchAnswer; choice: Choice }) {
  const t = useText()
  const format = useFormat()
  const held = heldBack(answer)
  return (
    <>
      <div>
        <p className={classes.what}>{t(answer.ready === 0 ? words.batchNone : willDecide(answer.ready, choice))}</p>
        {answer.effectCents !== null && choice === 'approve' && (
          <p className={classes.note}>
            {t(words.batchMoney)}: {format.money(answer.effectCents)}
          </p>
        )}
      </div>
      {answer.ready > 0 && (
        <Titles
          label={t(words.batchWhich)}
          outcomes={answer.outcomes.filter(({ outcome }) => outcome === 'ready' || outcome === 'first')}
        />
      )}
      {held.length > 0 && (
        <section className={classes.held}>
          <h3>
            <IconAlertTriangle size={16} aria-hidden="true" /> {t(words.batchHeld)}
          </h3>
          {held.map(([outcome, which]) => (
            <Titles key={outcome} label={`${which.length} ${t(outcomeWords[outcome])}`} outcomes={which} />
          ))}
        </section>
      )}
    </>
  )
}

function Titles({ label, outcomes }: { label: string; outcomes: readonly Outcome[] }) {
  const t = useText()
  return (
    <details className={classes.titles}>
      <summary>{label}</summary>
      <ul>
        {outcomes.map(({ id, title, message }) => (
          <li key={id}>
            {t(title)}
            {message !== null && <span className={classes.note}> {t(message)}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** One piece after the other: the workbench decides each proposal by itself, and none waits for another. */
async function sendAll(path: string, bodies: ReturnType<typeof bodiesOf>): Promise<BatchAnswer> {
  const answers: BatchAnswer[] = []
  for (const body of bodies) answers.push(await send<BatchAnswer>(path, { method: 'POST', body }))
  return joinAnswers(answers)
}
