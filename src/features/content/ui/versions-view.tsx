/** The versions that were written, side by side, with what was found in each; whole or sentence by sentence they become one's own text. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { Empty } from '../../../web/ui/loaded.tsx'
import { MachineMark } from '../../../web/ui/machine-mark.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { WrittenTexts, WrittenVersion } from '../schema.ts'
import { FindingList } from './finding-list.tsx'
import { MarkedText } from './marked-text.tsx'
import classes from './texts.module.css'
import { overlapText, versionTitle, words } from './words.ts'

interface VersionsViewProps {
  readonly written: WrittenTexts
  readonly take: TakeProps
}

interface TakeProps {
  /** One's own text so far. */
  readonly own: string
  onEdit(text: string): void
  /** @param isTaken whether the sentence stands in one's own text already */
  onSentence(sentence: string, isTaken: boolean): void
}

export function VersionsView({ written, take }: VersionsViewProps) {
  const t = useText()
  const format = useFormat()
  const { versions, missing, maxOverlap, overlapBound, author, notes } = written
  if (missing !== null) return <Empty title={t(words.tooLittle)}>{t(missing)}</Empty>
  const shares = { max: format.value(maxOverlap, 'ratio'), bound: format.value(overlapBound, 'ratio') }
  return (
    <Block title={t(words.versions)} tools={<Soft>{t(overlapText(versions.length, shares))}</Soft>}>
      <div role="status">
        {notes.map((note) => (
          <p key={note.en}>{t(note)}</p>
        ))}
      </div>
      <ol className={classes.versions}>
        {versions.map((version, index) => (
          <Version key={version.text} version={version} number={index + 1} author={author} take={take} />
        ))}
      </ol>
    </Block>
  )
}

interface VersionProps {
  readonly version: WrittenVersion
  readonly number: number
  readonly author: WrittenTexts['author']
  readonly take: TakeProps
}

function Version({ version, number, author, take }: VersionProps) {
  const { text, sentences, findings } = version
  const t = useText()
  const [isChoosing, setChoosing] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    notify({ message: words.copied, tone: 'good' })
  }
  return (
    <li className={classes.version}>
      <h3>{t(versionTitle(number))}</h3>
      <MachineMark version={`${author.name} ${author.version}`} />
      {isChoosing ? (
        <Sentences version={version} {...take} />
      ) : (
        <MarkedText text={text} findings={findings} sentences={sentences} />
      )}
      {findings.length > 0 && <FindingList text={text} findings={findings} />}
      <div className={classes.tools}>
        <Button size="compact-sm" variant="default" onClick={() => take.onEdit(text)}>
          {t(words.edit)}
        </Button>
        <Button
          size="compact-sm"
          variant={isChoosing ? 'light' : 'default'}
          aria-pressed={isChoosing}
          onClick={() => setChoosing(!isChoosing)}
        >
          {t(words.bySentence)}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => void copy()}>
          {t(words.copy)}
        </Button>
      </div>
    </li>
  )
}

interface SentencesProps extends Omit<TakeProps, 'onEdit'> {
  readonly version: WrittenVersion
}

/** Each sentence a button that takes it over, or takes it out again. */
function Sentences({ version: { text, sentences }, own, onSentence }: SentencesProps) {
  const t = useText()
  return (
    <ul className={classes.sentences} aria-label={t(words.bySentence)}>
      {sentences.map(({ start, end }) => {
        const sentence = text.slice(start, end)
        const isTaken = own.includes(sentence)
        return (
          <li key={start}>
            <button
              type="button"
              className={classes.choice}
              aria-pressed={isTaken}
              onClick={() => onSentence(sentence, isTaken)}
            >
              <span aria-hidden="true">{isTaken ? '✓' : '+'}</span> {sentence}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
