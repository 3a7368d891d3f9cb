/** The shop's voice: the profile, what sample texts show of one, and what people change in drafts. */
import { useState } from 'react'
import { useReadVersioned } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { Page } from '../../../web/ui/page.tsx'
import type { ShownVoice } from '../schema.ts'
import { EditsView } from './edits-view.tsx'
import { LearnForm } from './learn-form.tsx'
import { ProfileForm } from './profile-form.tsx'
import { type TypedVoice, typedOf } from './typed-voice.ts'
import { words } from './words.ts'

export function VoicePage() {
  const t = useText()
  const query = useReadVersioned<ShownVoice>('/voice')
  return (
    <Page title={t(words.title)} about={t(words.about)}>
      <Loaded query={query} lines={12}>
        {({ data, version }) => <VoiceEditor key={data.version} shown={data} version={version} />}
      </Loaded>
    </Page>
  )
}

function VoiceEditor({ shown, version }: { shown: ShownVoice; version: string | null }) {
  const [typed, setTyped] = useState<TypedVoice>(() => typedOf(shown.profile))
  const change = (patch: (before: TypedVoice) => Partial<TypedVoice>) =>
    setTyped((before) => ({ ...before, ...patch(before) }))
  return (
    <>
      <ProfileForm shown={shown} version={version} typed={typed} onChange={change} />
      <LearnForm onTake={change} />
      <EditsView onTake={change} />
    </>
  )
}
