import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useText } from '../lang.tsx'
import classes from './notices.module.css'
import { dismiss, noticeStore } from './notify.ts'
import { words } from './words.ts'

/** Where `notify` shows its messages; stands once in the frame. */
export function Notices() {
  const t = useText()
  const notices = useSyncExternalStore(noticeStore.subscribe, noticeStore.read, noticeStore.read)
  return (
    <section className={classes.place} aria-label={t(words.messages)} aria-live="polite">
      {notices.map(({ id, message, tone, action }) => (
        <div key={id} className={`${classes.notice} ${classes[tone]}`} role={tone === 'bad' ? 'alert' : undefined}>
          <span className={classes.message}>{t(message)}</span>
          {action !== undefined && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                dismiss(id)
                action.run()
              }}
            >
              {t(action.label)}
            </Button>
          )}
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t(words.close)} onClick={() => dismiss(id)}>
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
    </section>
  )
}
