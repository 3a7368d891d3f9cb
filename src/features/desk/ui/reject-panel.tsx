/** Why not: a reason by the keys 1 to 6, a note where one is wanted, Enter. */
import { Button, Group, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../../../web/lang.tsx'
import { Kbd } from '../../../web/ui/kbd.tsx'
import { useKeys } from '../../../web/ui/keys.ts'
import classes from './pane.module.css'
import { REASONS, type RejectReason, reasonWords, words } from './words.ts'

interface RejectPanelProps {
  onReject(reason: RejectReason, note: string): void
  onCancel(): void
}

export function RejectPanel({ onReject, onCancel }: RejectPanelProps) {
  const t = useText()
  const [reason, setReason] = useState<RejectReason | null>(null)
  const [note, setNote] = useState('')
  const first = useRef<HTMLButtonElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const choose = (chosen: RejectReason) => {
    setReason(chosen)
    field.current?.focus()
  }
  useKeys(words.reason, [
    ...REASONS.map((one, place) => ({ keys: String(place + 1), label: reasonWords[one], run: () => choose(one) })),
    { keys: 'Escape', label: words.cancel, run: onCancel },
  ])
  return (
    <form
      className={classes.reject}
      aria-label={t(words.reject)}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason !== null) onReject(reason, note)
      }}
      onKeyDown={(event) => {
        // Within the field keys are text; this one leaves.
        if (event.key === 'Escape') onCancel()
      }}
    >
      <fieldset className={classes.reasons}>
        <legend>{t(words.reason)}</legend>
        {REASONS.map((one, place) => (
          <button
            key={one}
            ref={place === 0 ? first : undefined}
            type="button"
            className={classes.reasonButton}
            aria-pressed={reason === one}
            onClick={() => choose(one)}
          >
            <Kbd keys={String(place + 1)} /> {t(reasonWords[one])}
          </button>
        ))}
      </fieldset>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <TextInput
          ref={field}
          flex={1}
          label={t(words.note)}
          maxLength={2_000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button type="submit" disabled={reason === null} rightSection={<Kbd keys="Enter" />}>
          {t(words.reject)}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t(words.cancel)}
        </Button>
      </Group>
    </form>
  )
}
