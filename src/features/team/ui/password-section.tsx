import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { ApiError, send } from '../../../web/api/client.ts'
import { useText } from '../../../web/lang.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { explain } from '../../../web/ui/words.ts'
import type { Account } from '../schema.ts'
import { useDelicate } from './delicate.tsx'
import { isLongEnough, NewPassword } from './new-password.tsx'
import { Section } from './section.tsx'
import { words } from './words.ts'

const TOUCHES = ['account', 'session']

export function PasswordSection({ account }: { account: Account }) {
  const t = useText()
  const [password, setPassword] = useState('')
  const { run, busy, dialog } = useDelicate(TOUCHES)
  const change = async () => {
    if (!isLongEnough(password)) return
    let weak: ApiError | null = null
    const done = await run(async () => {
      try {
        await send('/account/password', { method: 'PUT', body: { password } })
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 422) throw error
        weak = error
      }
    })
    if (weak !== null) notify({ message: explain(weak), tone: 'bad' })
    else if (done) {
      setPassword('')
      notify({ message: words.passwordChanged, tone: 'good' })
    }
  }
  return (
    <Section title={t(words.password)} about={t(account.hasPassword ? words.passwordAbout : words.passwordNone)}>
      <Stack
        component="form"
        gap="sm"
        maw={360}
        onSubmit={(event) => {
          event.preventDefault()
          void change()
        }}
      >
        {/* So that password managers know whose it is. */}
        <input type="email" name="email" autoComplete="username" value={account.email} readOnly hidden />
        <NewPassword value={password} onChange={setPassword} />
        <div>
          <Button type="submit" variant="default" loading={busy} disabled={password === ''}>
            {t(words.changePassword)}
          </Button>
        </div>
      </Stack>
      {dialog}
    </Section>
  )
}
