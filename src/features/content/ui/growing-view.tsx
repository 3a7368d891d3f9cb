/** Versions as they are being written: whole sentences that nothing stands against, from their beginning. */
import { Button } from '@mantine/core'
import { useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import classes from './texts.module.css'
import { versionTitle, words } from './words.ts'

interface GrowingViewProps {
  readonly texts: readonly string[]
  readonly isBusy: boolean
  onEdit(text: string): void
}

export function GrowingView({ texts, isBusy, onEdit }: GrowingViewProps) {
  const t = useText()
  return (
    <Block title={t(words.versions)} tools={<Soft>{t(isBusy ? words.growing : words.stopped)}</Soft>}>
      <ol className={classes.versions} aria-busy={isBusy}>
        {texts.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a version that grows has nothing else to tell it apart
          <li key={index} className={classes.version}>
            <h3>{t(versionTitle(index + 1))}</h3>
            <p className={classes.text}>{text}</p>
            {!isBusy && text !== '' && (
              <div className={classes.tools}>
                <Button size="compact-sm" variant="default" onClick={() => onEdit(text)}>
                  {t(words.edit)}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
    </Block>
  )
}
