/** A list with the chosen one beside it; on a phone one after the other. Both scroll by themselves. */
import { Button } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../lang.tsx'
import { usePhone } from '../surroundings.tsx'
import classes from './split.module.css'
import { words } from './words.ts'

interface SplitProps {
  readonly list: ReactNode
  /** Null: nothing is chosen. */
  readonly detail: ReactNode | null
  /** What stands in place of the detail where nothing is chosen; left out: the list has the whole width until then. */
  readonly hint?: ReactNode
  /** Names of the two for who cannot see them. */
  readonly listLabel: string
  readonly detailLabel: string
  /** Back from the detail to the list, on a phone. */
  onBack(): void
}

export function Split({ list, detail, hint, listLabel, detailLabel, onBack }: SplitProps) {
  const t = useText()
  const phone = usePhone()
  if (phone)
    return detail === null ? (
      <section className={classes.single} aria-label={listLabel}>
        {list}
      </section>
    ) : (
      <section className={classes.single} aria-label={detailLabel}>
        <Button variant="subtle" size="compact-md" leftSection={<IconChevronLeft size={16} />} onClick={onBack}>
          {t(words.back)}
        </Button>
        {detail}
      </section>
    )
  const isAlone = detail === null && hint === undefined
  return (
    <div className={`${classes.split} ${isAlone ? classes.alone : ''}`}>
      <section className={classes.list} aria-label={listLabel}>
        {list}
      </section>
      {!isAlone && (
        <section className={classes.detail} aria-label={detailLabel}>
          {detail ?? hint}
        </section>
      )}
    </div>
  )
}
