/** A text about several products as a person edits it, checked while they write; it is copied to where it is wanted. */
import { Button } from '@mantine/core'
import { useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { RichText } from '../../../web/ui/rich-text/rich-text.tsx'
import type { GroupBody } from '../schema.ts'
import { FindingList } from './finding-list.tsx'
import { mended } from './segments.ts'
import classes from './texts.module.css'
import { useCheck } from './use-check.ts'
import { words } from './words.ts'

interface OwnGroupTextProps {
  readonly lang: GroupBody['lang']
  readonly text: string
  onChange(text: string): void
}

export function OwnGroupText({ lang, text, onChange }: OwnGroupTextProps) {
  const t = useText()
  const { asked, query, underlined } = useCheck({ product: null, lang, text })
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    notify({ message: words.copied, tone: 'good' })
  }
  return (
    <Block title={t(words.ownText)}>
      <div className={classes.own}>
        <Soft>{t(words.ownHint)}</Soft>
        <RichText label={t(words.ownText)} withLabel={false} value={text} underlined={underlined} onChange={onChange} />
        {query.data !== undefined && asked === text && (
          <section aria-label={t(words.found)} aria-live="polite">
            <FindingList
              text={text}
              findings={query.data.findings}
              onMend={(finding) => onChange(mended(text, finding))}
            />
          </section>
        )}
        {text.trim() !== '' && (
          <div className={classes.tools}>
            <Button size="compact-sm" variant="default" onClick={() => void copy()}>
              {t(words.copy)}
            </Button>
          </div>
        )}
      </div>
    </Block>
  )
}
