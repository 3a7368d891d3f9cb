/** Where links that work once lead: becoming the owner, joining by invitation, setting a new password. */
import { Button, Stack, TextInput, useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ROLE_WORDS } from '../../../core/role-words.ts'
import type { ApiError } from '../../../web/api/client.ts'
import { send } from '../../../web/api/client.ts'
import { useSend } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Failed, Waiting } from '../../../web/ui/loaded.tsx'
import { explain } from '../../../web/ui/words.ts'
import type { LinkView, SignedIn } from '../schema.ts'
import { enter } from './enter.ts'
import { EntryFrame, Problem } from './entry-frame.tsx'
import { words } from './entry-words.ts'
import { isLongEnough, NewPassword } from './new-password.tsx'

export function WelcomePage() {
  const t = useText()
  const [token] = useState(() => window.location.hash.slice(1))
  const { data, error, refetch } = useQuery<LinkView, ApiError>({
    queryKey: ['welcome'],
    queryFn: () => send<LinkView>('/setup/link', { method: 'POST', body: { token } }),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  if (data !== undefined) return <LinkForm link={data} token={token} />
  if (error === null && token !== '')
    return (
      <EntryFrame title={t(words.ownerTitle)}>
        <Waiting />
      </EntryFrame>
    )
  const isVoid = error === null || error.status === 404 || error.status === 400
  return (
    <EntryFrame title={t(words.void)} {...(isVoid ? { about: t(words.voidAbout) } : {})}>
      <Stack mt="md" align="flex-start">
        {!isVoid && error !== null && <Failed error={error} again={() => void refetch()} />}
        <ToSignIn />
      </Stack>
    </EntryFrame>
  )
}

function ToSignIn() {
  const t = useText()
  return (
    <Button component="a" href="/sign-in" variant="default">
      {t(words.toSignIn)}
    </Button>
  )
}

function LinkForm({ link, token }: { link: LinkView; token: string }) {
  const t = useText()
  const { lang, setLang } = useLocale()
  const { setColorScheme } = useMantineColorScheme()
  const [name, setName] = useState(link.name ?? '')
  const [email, setEmail] = useState(link.email ?? '')
  const [password, setPassword] = useState('')
  const { mutate, isPending, error } = useSend<SignedIn>([])
  const isNew = link.kind !== 'reset'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isLongEnough(password)) return
    const person = { ...(isNew ? { name, language: lang } : {}), ...(link.kind === 'owner' ? { email } : {}) }
    mutate(
      { path: '/setup/person', method: 'POST', body: { token, password, ...person } },
      {
        onSuccess(answer) {
          if (answer.status === 'signed-in') enter(answer.me, { setLang, setColorScheme })
          else window.location.assign('/sign-in')
        },
      },
    )
  }
  const role = ROLE_WORDS[link.role ?? 'viewer'].title
  const { title, about } = {
    owner: { title: words.ownerTitle, about: words.ownerAbout },
    invitation: { title: words.invitationTitle, about: words.invitationAbout(link.email ?? '', role) },
    reset: { title: words.resetTitle, about: words.resetAbout(link.name ?? '') },
  }[link.kind]
  const problem = error === null ? null : isTaken(error) ? words.taken : explain(error)
  return (
    <EntryFrame title={t(title)} about={t(about)}>
      <Stack component="form" mt="md" gap="sm" onSubmit={submit}>
        <Problem>{problem === null ? null : t(problem)}</Problem>
        {isNew && (
          <TextInput
            label={t(words.name)}
            description={t(words.nameAbout)}
            name="name"
            autoComplete="name"
            required
            autoFocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        <TextInput
          label={t(words.email)}
          type="email"
          name="email"
          autoComplete="username"
          required
          readOnly={link.kind !== 'owner'}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <NewPassword value={password} onChange={setPassword} />
        <Button type="submit" loading={isPending}>
          {t(isNew ? words.begin : words.save)}
        </Button>
        {error !== null && isTaken(error) && <ToSignIn />}
      </Stack>
    </EntryFrame>
  )
}

const isTaken = ({ status }: ApiError) => status === 409
