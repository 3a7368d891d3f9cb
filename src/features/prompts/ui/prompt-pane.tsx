/** One prompt: what holds, its versions and how their drafts fared, a new one, and the cases it is tried on. */
import { useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useReadVersioned } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Pane, Soft } from '../../../web/ui/facts.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { kindWords, langWords } from '../../content/ui/words.ts'
import type { PromptKey, ShownPrompt } from '../schema.ts'
import { CasesView } from './cases-view.tsx'
import { HintsView } from './hints-view.tsx'
import { type PromptViewProps, pathOf } from './prompt-path.ts'
import { RunsView } from './runs-view.tsx'
import { StandingForm } from './standing-form.tsx'
import { type TypedPrompt, typedOf } from './typed-prompt.ts'
import { VersionEditor } from './version-editor.tsx'
import { VersionsView } from './versions-view.tsx'
import { words } from './words.ts'

export function PromptPane({ kind, lang }: PromptKey) {
  const t = useText()
  const query = useReadVersioned<ShownPrompt>(pathOf({ kind, lang }))
  return (
    <Pane>
      <h1>
        {t(kindWords[kind])}, {t(langWords[lang])}
      </h1>
      <Loaded query={query} lines={14}>
        {({ data, version }) => <PromptView prompt={data} seen={version} />}
      </Loaded>
    </Pane>
  )
}

function PromptView({ prompt, seen }: PromptViewProps) {
  const t = useText()
  const may = useMay('desk.decide')
  const { versions, standing } = prompt
  const [opened, setOpened] = useState(standing.candidate ?? standing.current)
  const base = versions.find(({ version }) => version === opened) ?? versions[0]
  const [typed, setTyped] = useState<TypedPrompt | null>(() => (base === undefined ? null : typedOf(base)))
  if (base === undefined || typed === null) return null
  const open = (version: number) => {
    const next = versions.find((one) => one.version === version)
    if (next === undefined) return
    setOpened(version)
    setTyped(typedOf(next))
  }
  return (
    <>
      {prompt.model === null && (
        <p>
          <Soft>{t(words.noModel)}</Soft>
        </p>
      )}
      <StandingForm key={seen} prompt={prompt} seen={seen} />
      <VersionsView prompt={prompt} seen={seen} opened={opened} onOpen={open} />
      <VersionEditor
        prompt={prompt}
        seen={seen}
        base={base}
        typed={typed}
        onChange={(part) => setTyped((before) => (before === null ? null : { ...before, ...part }))}
        onSaved={setOpened}
      />
      <CasesView prompt={prompt} />
      <RunsView prompt={prompt} />
      <HintsView
        prompt={prompt}
        {...(may
          ? {
              onTake: (line: string) =>
                setTyped((before) =>
                  before === null ? null : { ...before, system: `${before.system.trimEnd()}\n${line}` },
                ),
            }
          : {})}
      />
    </>
  )
}
