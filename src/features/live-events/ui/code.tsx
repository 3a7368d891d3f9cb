/** A piece of text to be read as it is, and to be copied. */
import { Button, CopyButton, Stack } from '@mantine/core'
import { useText } from '../../../web/lang.tsx'
import classes from './live.module.css'
import { words } from './words.ts'

export function Code({ text, label }: { text: string; label: string }) {
  const t = useText()
  return (
    <Stack gap={6} align="flex-start">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than its place is scrolled by keys */}
      <section className={classes.json} aria-label={label} tabIndex={0}>
        <pre>{text}</pre>
      </section>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy}>
            {t(copied ? words.copied : words.copy)}
          </Button>
        )}
      </CopyButton>
    </Stack>
  )
}
