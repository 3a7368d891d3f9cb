/** The authenticator app: set up, recovery codes, taken away. */
import { Button, Group } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { send } from '../../../web/api/client.ts'
import { useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { Badge } from '../../../web/ui/state-badge.tsx'
import type { Account } from '../schema.ts'
import classes from './account.module.css'
import { useDelicate } from './delicate.tsx'
import { Section } from './section.tsx'
import { type NewTotp, RecoveryCodes, TotpSetup } from './totp-setup.tsx'
import { words } from './words.ts'

const TOUCHES = ['account', 'team']

interface Codes {
  readonly codes: readonly string[]
}

export function TotpSection({ account: { totp } }: { account: Account }) {
  const t = useText()
  const [setup, setSetup] = useState<NewTotp | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [isLeaving, setLeaving] = useState(false)
  const { run, busy, dialog } = useDelicate(TOUCHES)
  const begin = () => run(async () => setSetup(await send<NewTotp>('/account/totp', { method: 'POST' })))
  const renew = () =>
    run(async () => setCodes((await send<Codes>('/account/recovery-codes', { method: 'POST' })).codes))
  const remove = () => {
    setLeaving(false)
    return run(() => send('/account/totp', { method: 'DELETE' }))
  }
  return (
    <Section title={t(words.totp)} about={t(words.totpAbout)}>
      {totp.on ? (
        <>
          <p className={classes.meta}>
            <Badge tone="good" icon={IconShieldCheck}>
              {t(words.totpOn)}
            </Badge>{' '}
            {t(words.recoveryLeft(totp.recoveryCodesLeft))}
          </p>
          <Group gap="xs" mt="sm">
            <Button variant="default" loading={busy} onClick={() => void renew()}>
              {t(words.renewRecovery)}
            </Button>
            <Button variant="default" onClick={() => setLeaving(true)}>
              {t(words.removeTotp)}
            </Button>
          </Group>
        </>
      ) : (
        <Button variant="default" loading={busy} onClick={() => void begin()}>
          {t(words.addTotp)}
        </Button>
      )}
      {setup !== null && (
        <TotpSetup
          setup={setup}
          onActive={(made) => {
            setSetup(null)
            setCodes(made)
          }}
          onClose={() => setSetup(null)}
        />
      )}
      {codes !== null && <RecoveryCodes codes={codes} onClose={() => setCodes(null)} />}
      {isLeaving && (
        <Confirm
          opened
          danger
          title={t(words.removeTotp)}
          action={t(words.remove)}
          onConfirm={() => void remove()}
          onClose={() => setLeaving(false)}
        >
          {t(words.removeTotpAbout)}
        </Confirm>
      )}
      {dialog}
    </Section>
  )
}
