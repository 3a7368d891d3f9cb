/** The frame of the pages before signing in: one card, and the language below it. */
import { Alert, SegmentedControl, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Baton } from '../../../web/ui/machine-mark.tsx'
import { usePageTitle } from '../../../web/ui/page.tsx'
import classes from './entry.module.css'
import { words } from './entry-words.ts'

interface EntryFrameProps {
  readonly title: string
  readonly about?: string
  readonly children: ReactNode
}

export function EntryFrame({ title, about, children }: EntryFrameProps) {
  const t = useText()
  const { lang, setLang } = useLocale()
  usePageTitle(title)
  return (
    <div className={classes.place}>
      <main className={classes.card}>
        <div className={classes.brand}>
          <Baton size={18} />
          Dirigent
        </div>
        <Title order={1} size="h2">
          {title}
        </Title>
        {about !== undefined && <p className={classes.about}>{about}</p>}
        {children}
      </main>
      <SegmentedControl
        size="xs"
        aria-label={t(words.language)}
        value={lang}
        onChange={(value) => setLang(value === 'en' ? 'en' : 'de')}
        data={[
          { value: 'de', label: 'Deutsch' },
          { value: 'en', label: 'English' },
        ]}
      />
    </div>
  )
}

/** What went wrong, said to whoever cannot see it as well. */
export function Problem({ children }: { children: string | null }) {
  return (
    <div aria-live="assertive">
      {children !== null && (
        <Alert color="red" variant="light" role="alert">
          {children}
        </Alert>
      )}
    </div>
  )
}
