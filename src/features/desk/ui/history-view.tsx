/** What happened to a proposal, by whom, with the comments; and the place to write one. */
import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useText } from '../../../web/lang.tsx'
import { GrowingTextarea } from '../../../web/ui/growing-textarea.tsx'
import { Kbd } from '../../../web/ui/kbd.tsx'
import { useKeys } from '../../../web/ui/keys.ts'
import { Baton } from '../../../web/ui/machine-mark.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Proposal } from '../schema.ts'
import classes from './history.module.css'
import { useChange } from './use-changes.ts'
import { actionWords, words } from './words.ts'

type Entry = Proposal['history'][number]

export function HistoryView({ proposal, hasKeys }: { proposal: Proposal; hasKeys: boolean }) {
  const may = useMay('desk.decide')
  return (
    <>
      <ol className={classes.history}>
        {proposal.history.map((entry) => (
          <HistoryLine key={`${entry.at} ${entry.action} ${entry.actor.id}`} entry={entry} fields={proposal.fields} />
        ))}
      </ol>
      {may && <CommentBox key={proposal.id} proposal={proposal} hasKeys={hasKeys} />}
    </>
  )
}

function HistoryLine({ entry, fields }: { entry: Entry; fields: Proposal['fields'] }) {
  const t = useText()
  const { at, actor, action, note, changes } = entry
  const isPerson = actor.id.startsWith('person:')
  const nameOf = (key: string) => {
    const field = fields.find((one) => one.key === key)
    return field === undefined ? key : t(field.label)
  }
  return (
    <li>
      <p className={classes.line}>
        {!isPerson && <Baton size={12} />}
        <strong>{actor.name}</strong> {t(actionWords[action])} <When at={at} />
      </p>
      {note !== null && note !== '' && <p className={classes.note}>{note}</p>}
      {changes.map(({ field, before, after }) => (
        <p key={field} className={classes.change}>
          {nameOf(field)}: <del>{shown(before)}</del> → <ins>{shown(after)}</ins>
        </p>
      ))}
    </li>
  )
}

/** A draft's own value, shortened: the history says that and what, the draft shows how it reads. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 160 ? `${text.slice(0, 160)} …` : text
}

function CommentBox({ proposal, hasKeys }: { proposal: Proposal; hasKeys: boolean }) {
  const t = useText()
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const { change, isPending } = useChange()
  useKeys(words.title, [{ keys: 'c', label: words.comment, run: () => field.current?.focus() }], hasKeys)
  const save = () => {
    if (text.trim() !== '') change(proposal, 'comment', { note: text.trim() }, () => setText(''))
  }
  return (
    <form
      className={classes.comment}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <GrowingTextarea
        ref={field}
        rows={1}
        mostRows={6}
        maxLength={2_000}
        aria-label={t(words.comment)}
        placeholder={t(words.commentHint)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          save()
        }}
      />
      <Button
        type="submit"
        size="compact-sm"
        variant="default"
        loading={isPending}
        disabled={text.trim() === ''}
        rightSection={<Kbd keys="c" />}
      >
        {t(words.comment)}
      </Button>
    </form>
  )
}
