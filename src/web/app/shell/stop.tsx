/** The stop for everything that acts: a button on every page, and a band on every page once it was pressed. */
import { Button, Text as Prose, Stack, TextInput } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useMay } from '../../api/me.ts'
import { useRead, useSend } from '../../api/queries.ts'
import { useText } from '../../lang.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { notify } from '../../ui/notify.ts'
import { When } from '../../ui/when.tsx'
import { explain } from '../../ui/words.ts'
import classes from './stop.module.css'
import { words } from './stop-words.ts'

interface Stop {
  readonly active: boolean
  readonly since: string | null
  readonly by: string | null
  readonly reason: string | null
  readonly held: number
}

/** Null while it is not known. */
export function useStop(): Stop | null {
  const may = useMay('autonomy.read')
  return useRead<{ stop: Stop }>(may ? '/autonomy' : null).data?.stop ?? null
}

export function StopButton() {
  const t = useText()
  const may = useMay('stop.press')
  const stop = useStop()
  const [asking, setAsking] = useState(false)
  if (!may || stop?.active === true) return null
  return (
    <>
      <Button
        variant="default"
        size="xs"
        className={classes.button ?? ''}
        leftSection={<IconPlayerPause size={15} aria-hidden="true" />}
        onClick={() => setAsking(true)}
      >
        {t(words.stop)}
      </Button>
      <StopDialog opened={asking} onClose={() => setAsking(false)} />
    </>
  )
}

const stopBody = (active: boolean, reason = '') => ({
  active,
  ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
})

export function StopDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const change = useSend(['autonomy', 'desk', 'proposals'])
  const press = () =>
    change.mutate(
      { method: 'PUT', path: '/autonomy/stop', body: stopBody(true, reason) },
      {
        onSuccess: () => {
          onClose()
          setReason('')
          notify({ message: words.done, tone: 'good' })
        },
        onError: (error) => notify({ message: explain(error), tone: 'bad' }),
      },
    )
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={t(words.stopTitle)}
      action={t(words.stop)}
      danger
      busy={change.isPending}
      onConfirm={press}
    >
      <Stack gap="sm">
        <Prose size="sm">{t(words.stopAbout)}</Prose>
        <TextInput
          label={t(words.reason)}
          value={reason}
          maxLength={500}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </Confirm>
  )
}

/** On every page while everything is stopped. */
export function StopBand() {
  const t = useText()
  const stop = useStop()
  const mayRelease = useMay('stop.release')
  const [asking, setAsking] = useState(false)
  const change = useSend(['autonomy', 'desk', 'proposals'])
  if (stop?.active !== true) return null
  const release = () =>
    change.mutate(
      { method: 'PUT', path: '/autonomy/stop', body: stopBody(false) },
      {
        onSuccess: () => {
          setAsking(false)
          notify({ message: words.released, tone: 'good' })
        },
        onError: (error) => notify({ message: explain(error), tone: 'bad' }),
      },
    )
  return (
    <section className={classes.band} aria-label={t(words.stopped)}>
      <IconPlayerPause size={18} aria-hidden="true" />
      <p className={classes.said}>
        <strong>{t(words.stopped)}</strong> {stop.since !== null && <When at={stop.since} />}{' '}
        {stop.by !== null && t(words.by(stop.by))}
        {stop.reason !== null && stop.reason !== '' && <span className={classes.reason}>„{stop.reason}“</span>}{' '}
        {t(words.held(stop.held))}
      </p>
      {mayRelease && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerPlay size={15} aria-hidden="true" />}
          onClick={() => setAsking(true)}
        >
          {t(words.release)}
        </Button>
      )}
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t(words.releaseTitle)}
        action={t(words.release)}
        busy={change.isPending}
        onConfirm={release}
      >
        <Prose size="sm">{t(words.releaseAbout(stop.held))}</Prose>
      </Confirm>
    </section>
  )
}
