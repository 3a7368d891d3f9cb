/** Secrets that are shown once: a link, a key. */
import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useText } from '../../../web/lang.tsx'
import type { MadeLink } from '../schema.ts'
import classes from './team.module.css'
import { words } from './team-words.ts'

interface ShownOnceProps {
  readonly title: string
  readonly about: string
  readonly label: string
  readonly secret: string
  onClose(): void
}

export function ShownOnce({ title, about, label, secret, onClose }: ShownOnceProps) {
  const t = useText()
  return (
    <Modal opened onClose={onClose} title={title} centered withCloseButton={false} closeOnClickOutside={false}>
      <Stack gap="sm">
        <Text size="sm">{about}</Text>
        <TextInput
          label={label}
          readOnly
          data-autofocus
          classNames={{ input: classes.secret ?? '' }}
          value={secret}
          onFocus={(event) => event.target.select()}
        />
        <Group justify="flex-end" gap="xs">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? words.copied : words.copy)}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t(words.done)}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

export function LinkDialog({ link: { url, mailed }, onClose }: { link: MadeLink; onClose(): void }) {
  const t = useText()
  return (
    <ShownOnce
      title={t(words.linkTitle)}
      about={`${t(mailed ? words.linkMailed : words.linkNotMailed)} ${t(words.linkOnce)}`}
      label={t(words.link)}
      secret={url}
      onClose={onClose}
    />
  )
}
