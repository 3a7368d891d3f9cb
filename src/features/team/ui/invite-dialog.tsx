import { NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ROLES, type Role } from '../../../core/rights.ts'
import { ROLE_WORDS } from '../../../core/role-words.ts'
import { ApiError, send } from '../../../web/api/client.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import type { MadeLink } from '../schema.ts'
import { useDelicate } from './delicate.tsx'
import { words } from './team-words.ts'

const TOUCHES = ['team']

interface InviteDialogProps {
  onMade(link: MadeLink): void
  onClose(): void
}

export function InviteDialog({ onMade, onClose }: InviteDialogProps) {
  const t = useText()
  const { lang } = useLocale()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('content-editor')
  const [language, setLanguage] = useState(lang)
  const [problem, setProblem] = useState<string | null>(null)
  const { run, busy, dialog } = useDelicate(TOUCHES)
  const invite = () =>
    run(async () => {
      setProblem(null)
      try {
        onMade(await send<MadeLink>('/team/invitations', { method: 'POST', body: { email, role, language } }))
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 409) throw error
        setProblem(t(words.isHere))
      }
    })
  return (
    <>
      <Confirm
        opened
        title={t(words.inviteTitle)}
        action={t(words.invite)}
        busy={busy}
        disabled={!email.includes('@')}
        onConfirm={() => void invite()}
        onClose={onClose}
      >
        <Stack gap="sm">
          <Text size="sm">{t(words.inviteAbout)}</Text>
          <TextInput
            label={t(words.email)}
            type="email"
            required
            data-autofocus
            maxLength={254}
            error={problem}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <NativeSelect
            label={t(words.role)}
            description={t(ROLE_WORDS[role].about)}
            value={role}
            data={ROLES.map((value) => ({ value, label: t(ROLE_WORDS[value].title) }))}
            onChange={(event) => setRole(ROLES.find((value) => value === event.target.value) ?? role)}
          />
          <NativeSelect
            label={t(words.inviteLanguage)}
            value={language}
            data={[
              { value: 'de', label: 'Deutsch' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(event) => setLanguage(event.target.value === 'en' ? 'en' : 'de')}
          />
        </Stack>
      </Confirm>
      {dialog}
    </>
  )
}
