/** Setting up the authenticator app, and the recovery codes that are shown once. */
import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { explain } from '../../../web/ui/words.ts'
import classes from './account.module.css'
import { Qr } from './qr.tsx'
import { words } from './words.ts'

export interface NewTotp {
  readonly secret: string
  readonly uri: string
}

interface TotpSetupProps {
  readonly setup: NewTotp
  onActive(codes: readonly string[]): void
  onClose(): void
}

export function TotpSetup({ setup: { secret, uri }, onActive, onClose }: TotpSetupProps) {
  const t = useText()
  const [code, setCode] = useState('')
  const { mutate, isPending, error } = useSend<{ readonly codes: readonly string[] }>(['account', 'team'])
  const problem = error === null ? null : t(error.status === 422 ? words.codeWrong : explain(error))
  const activate = () =>
    mutate({ path: '/account/totp', method: 'PUT', body: { code } }, { onSuccess: ({ codes }) => onActive(codes) })
  return (
    <Confirm
      opened
      title={t(words.addTotp)}
      action={t(words.activate)}
      busy={isPending}
      disabled={!/^\s*(\d\s*){6}$/.test(code)}
      onConfirm={activate}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{t(words.scan)}</Text>
        <Qr text={uri} label={t(words.qr)} />
        <div>
          <Text size="xs" c="var(--ink-soft)">
            {t(words.key)}
          </Text>
          <span className={classes.secret}>{(secret.match(/.{1,4}/g) ?? []).join(' ')}</span>
        </div>
        <TextInput
          label={t(words.code)}
          inputMode="numeric"
          autoComplete="one-time-code"
          data-autofocus
          error={problem}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Stack>
    </Confirm>
  )
}

export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose(): void }) {
  const t = useText()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(words.recovery)}
      centered
      withCloseButton={false}
      closeOnClickOutside={false}
    >
      <Stack gap="sm">
        <Text size="sm">{t(words.recoveryAbout)}</Text>
        <ul className={classes.codes}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <Group justify="flex-end" gap="xs">
          <CopyButton value={codes.join('\n')}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? words.copied : words.copy)}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t(words.kept)}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
