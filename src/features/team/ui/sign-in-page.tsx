/** Signing in: password, then a code where the account asks for one; or a passkey. */
import { Alert, Anchor, Button, PasswordInput, Stack, TextInput, useMantineColorScheme } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { ApiError, send } from '../../../web/api/client.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { explain } from '../../../web/ui/words.ts'
import type { Setup, SignedIn } from '../schema.ts'
import { CodeForm } from './code-form.tsx'
import { enter } from './enter.ts'
import classes from './entry.module.css'
import { EntryFrame, Problem } from './entry-frame.tsx'
import { words } from './entry-words.ts'
import { ForgotForm } from './forgot-form.tsx'
import { askForPasskey, canUsePasskeys } from './passkey.ts'

type Step = 'password' | 'code' | 'forgot'

export function SignInPage() {
  const t = useText()
  const setup = useRead<Setup>('/setup').data
  const [step, setStep] = useState<Step>('password')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { problem, busy, attempt } = useAttempt()
  const signIn = (code?: string) =>
    attempt(code === undefined ? words.wrong : words.wrongCode, async () => {
      const body = { email, password, ...(code === undefined ? {} : { code }) }
      const answer = await send<SignedIn>('/session', { method: 'POST', body })
      if (answer.status === 'second-factor') setStep('code')
      return answer
    })
  const byPasskey = () =>
    attempt(words.wrongPasskey, async () => {
      const body = await askForPasskey()
      return body === null ? null : send<SignedIn>('/session/passkey', { method: 'POST', body })
    })
  if (step === 'code')
    return <CodeForm busy={busy} problem={problem} onCode={signIn} onBack={() => setStep('password')} />
  if (step === 'forgot')
    return (
      <ForgotForm email={email} mail={setup?.mail ?? false} onEmail={setEmail} onBack={() => setStep('password')} />
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void signIn()
  }
  return (
    <EntryFrame title={t(words.signIn)}>
      {setup?.needsOwner === true && (
        <Alert mt="md" color="yellow" variant="light">
          {t(words.needsOwner)}
        </Alert>
      )}
      <Stack component="form" mt="md" gap="sm" onSubmit={submit}>
        <Problem>{problem === null ? null : t(problem)}</Problem>
        <TextInput
          label={t(words.email)}
          type="email"
          name="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordInput
          label={t(words.password)}
          name="password"
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': t(words.showPassword) }}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" loading={busy}>
          {t(words.signIn)}
        </Button>
        {setup?.passkeys === true && canUsePasskeys() && (
          <>
            <div className={classes.or}>{t(words.or)}</div>
            <Button
              variant="default"
              leftSection={<IconFingerprint size={18} aria-hidden="true" />}
              onClick={() => void byPasskey()}
            >
              {t(words.withPasskey)}
            </Button>
          </>
        )}
        <Anchor component="button" type="button" size="sm" ta="left" onClick={() => setStep('forgot')}>
          {t(words.forgot)}
        </Anchor>
      </Stack>
    </EntryFrame>
  )
}

/** One attempt at a time, and what came of it in words. */
function useAttempt() {
  const { setLang } = useLocale()
  const { setColorScheme } = useMantineColorScheme()
  const [problem, setProblem] = useState<(typeof words)['wrong'] | null>(null)
  const [busy, setBusy] = useState(false)
  async function attempt(refused: (typeof words)['wrong'], work: () => Promise<SignedIn | null>): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      const answer = await work()
      if (answer?.status === 'signed-in') return enter(answer.me, { setLang, setColorScheme })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'access.unknown') setProblem(refused)
      else setProblem(error.status === 429 ? words.tooOften(error.retryAfterSeconds) : explain(error))
    }
    setBusy(false)
  }
  return { problem, busy, attempt }
}
