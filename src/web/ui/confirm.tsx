/** Asks before something that cannot simply be taken back: what will happen, and the two ways on. */
import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../lang.tsx'
import { words } from './words.ts'

interface ConfirmProps {
  readonly opened: boolean
  readonly title: string
  /** What will happen, what stays. */
  readonly children: ReactNode
  /** The verb on the button: 'Alles anhalten'. */
  readonly action: string
  readonly danger?: boolean
  readonly busy?: boolean
  readonly disabled?: boolean
  onConfirm(): void
  onClose(): void
}

export function Confirm(props: ConfirmProps) {
  const { opened, title, children, action, danger = false, busy = false, disabled = false, onConfirm, onClose } = props
  const t = useText()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': t(words.close) }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onConfirm()
        }}
      >
        <Stack gap="md">
          <div>{children}</div>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t(words.cancel)}
            </Button>
            <Button type="submit" loading={busy} disabled={disabled} {...(danger ? { color: 'red' } : {})}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
