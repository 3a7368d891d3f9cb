/** One check finding: icon, word and sentence, so that the colour is never all there is. */
import { IconAlertTriangle, IconBan, IconInfoCircle } from '@tabler/icons-react'
import { useText } from '../../../web/lang.tsx'
import type { CheckFinding } from '../schema.ts'
import classes from './draft.module.css'
import { levelWords } from './words.ts'

const ICONS = { error: IconBan, warning: IconAlertTriangle, note: IconInfoCircle } as const

export function CheckLine({ check: { level, message } }: { check: CheckFinding }) {
  const t = useText()
  const Icon = ICONS[level]
  return (
    <p className={`${classes.check} ${classes[level]}`}>
      <Icon size={15} aria-hidden="true" />
      <span>
        <strong>{t(levelWords[level])}: </strong>
        {t(message)}
      </span>
    </p>
  )
}
