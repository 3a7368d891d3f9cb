/** A text made shorter, longer, or of another tone; what comes stands beside it until it is taken. */
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Soft } from '../../../web/ui/facts.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import { MachineMark } from '../../../web/ui/machine-mark.tsx'
import { WordDiff } from '../../../web/ui/word-diff.tsx'
import type { ReworkBody, WriteBody, WrittenTexts } from '../schema.ts'
import { FindingList } from './finding-list.tsx'
import classes from './texts.module.css'
import { toneWords, words } from './words.ts'

interface ReworkBarProps {
  readonly request: WriteBody
  readonly text: string
  onTake(text: string): void
}

const TONES = ['plain', 'warm', 'lively'] as const

export function ReworkBar({ request: { product, kind, lang, tone, address }, text, onTake }: ReworkBarProps) {
  const t = useText()
  const { mutate, isPending, error, data, reset, variables } = useSend<WrittenTexts>([])
  /** What was sent, so that the difference is to that. */
  const [sent, setSent] = useState('')
  const rework = (how: ReworkBody['how'], wanted: ReworkBody['tone'] = tone) => {
    setSent(text)
    const body: ReworkBody = { product, kind, lang, tone: wanted, address, text, how }
    mutate({ path: '/texts/rework', method: 'POST', body })
  }
  const [version] = data?.versions ?? []
  return (
    <section className={classes.own} aria-label={t(words.rework)}>
      <div className={classes.tools}>
        <Button size="compact-sm" variant="default" disabled={isPending} onClick={() => rework('shorter')}>
          {t(words.shorter)}
        </Button>
        <Button size="compact-sm" variant="default" disabled={isPending} onClick={() => rework('longer')}>
          {t(words.longer)}
        </Button>
        <NativeSelect
          size="xs"
          aria-label={t(words.otherTone)}
          disabled={isPending}
          value=""
          data={[
            { value: '', label: `${t(words.otherTone)} …` },
            ...TONES.map((value) => ({ value, label: t(toneWords[value]) })),
          ]}
          onChange={({ currentTarget }) => {
            const wanted = TONES.find((one) => one === currentTarget.value)
            if (wanted !== undefined) rework('tone', wanted)
          }}
        />
        {isPending && <Soft>{t(words.working)}</Soft>}
      </div>
      {error !== null && <Failed error={error} />}
      {data !== undefined && variables !== undefined && (
        <div className={classes.version} role="status">
          <MachineMark version={`${data.author.name} ${data.author.version}`} />
          {data.missing !== null && <p>{t(data.missing)}</p>}
          {data.notes.map((note) => (
            <p key={note.en}>{t(note)}</p>
          ))}
          {version !== undefined && version.text !== sent && (
            <>
              <p className={classes.text}>
                <WordDiff before={sent} after={version.text} />
              </p>
              {version.findings.length > 0 && <FindingList text={version.text} findings={version.findings} />}
            </>
          )}
          <div className={classes.tools}>
            {version !== undefined && version.text !== sent && (
              <Button
                size="compact-sm"
                onClick={() => {
                  onTake(version.text)
                  reset()
                }}
              >
                {t(words.take)}
              </Button>
            )}
            <Button size="compact-sm" variant="subtle" onClick={reset}>
              {t(words.discard)}
            </Button>
          </div>
        </div>
      )}
    </section>
  )
}
