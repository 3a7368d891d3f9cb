/** What is delicate: the workbench asks once more who it is, and then it is done. */
import { Button, PasswordInput, Stack } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import type { Text } from '../../../core/lang.ts'
import { ApiError, send } from '../../../web/api/client.ts'
import { useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { explain } from '../../../web/ui/words.ts'
import { words as entryWords } from './entry-words.ts'
import { askForPasskey, canUsePasskeys } from './passkey.ts'
import { words } from './words.ts'

interface Delicate {
  /** Does the work; where a proof is asked for, after it. @returns whether it was done */
  run(work: () => Promise<unknown>): Promise<boolean>
  readonly busy: boolean
  /** To be shown somewhere on the page. */
  readonly dialog: ReactNode
}

interface Waiting {
  readonly work: () => Promise<unknown>
  settle(done: boolean): void
}

/**
 * @param touches what is read anew afterwards: 'team', 'account'; the same array each time
 * @param conflict what is said where the workbench answers 409
 */
export function useDelicate(touches: readonly string[], conflict?: Text): Delicate {
  const client = useQueryClient()
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const [busy, setBusy] = useState(false)
  const attempt = useCallback(
    async (work: () => Promise<unknown>): Promise<boolean> => {
      setBusy(true)
      try {
        await work()
        return true
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        if (error.code === 'access.unconfirmed') return new Promise((resolve) => setWaiting({ work, settle: resolve }))
        notify({ message: error.status === 409 && conflict !== undefined ? conflict : explain(error), tone: 'bad' })
        return false
      } finally {
        setBusy(false)
        await Promise.all(touches.map((topic) => client.invalidateQueries({ queryKey: [topic] })))
      }
    },
    [client, touches, conflict],
  )
  const close = (done: boolean) => {
    waiting?.settle(done)
    setWaiting(null)
  }
  const dialog = waiting !== null && (
    <ProofDialog
      onClose={() => close(false)}
      onProven={() => {
        const { work, settle } = waiting
        setWaiting(null)
        void attempt(work).then(settle)
      }}
    />
  )
  return { run: attempt, busy, dialog }
}

function ProofDialog({ onProven, onClose }: { onProven(): void; onClose(): void }) {
  const t = useText()
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function prove(proof: () => Promise<unknown>, refused: string): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      const body = await proof()
      if (body !== null) {
        await send('/session/confirmation', { method: 'POST', body })
        return onProven()
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'access.unknown') setProblem(refused)
      else setProblem(t(error.status === 429 ? entryWords.tooOften(error.retryAfterSeconds) : explain(error)))
    }
    setBusy(false)
  }
  const byPasskey = async () => {
    const passkey = await askForPasskey()
    return passkey === null ? null : { passkey }
  }
  return (
    <Confirm
      opened
      title={t(words.proofTitle)}
      action={t(words.proofAction)}
      busy={busy}
      disabled={password === ''}
      onConfirm={() => void prove(async () => ({ password }), t(words.proofWrong))}
      onClose={onClose}
    >
      <Stack gap="sm">
        <div>{t(words.proofAbout)}</div>
        <PasswordInput
          label={t(entryWords.password)}
          name="password"
          autoComplete="current-password"
          data-autofocus
          visibilityToggleButtonProps={{ 'aria-label': t(entryWords.showPassword) }}
          error={problem}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {canUsePasskeys() && (
          <Button
            variant="default"
            disabled={busy}
            leftSection={<IconFingerprint size={18} aria-hidden="true" />}
            onClick={() => void prove(byPasskey, t(entryWords.wrongPasskey))}
          >
            {t(words.proofPasskey)}
          </Button>
        )}
      </Stack>
    </Confirm>
  )
}
