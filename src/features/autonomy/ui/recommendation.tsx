/** What the desk recommends from the track record, with its reason; adopted with one press. */
import { Button } from '@mantine/core'
import { useMay } from '../../../web/api/me.ts'
import { useText } from '../../../web/lang.tsx'
import type { SkillAutonomy } from '../schema.ts'
import classes from './autonomy.module.css'
import { useSaveSettings } from './use-save-settings.ts'
import { levelWords, words } from './words.ts'

export function Recommendation({ skill }: { skill: SkillAutonomy }) {
  const t = useText()
  const may = useMay('autonomy.change')
  const { save, isSaving } = useSaveSettings(skill)
  const { level, direction, reason } = skill.recommendation
  const isOther = level !== skill.settings.level
  return (
    <section>
      <h3 className={classes.part}>{t(words.recommended)}</h3>
      <p>
        <strong>
          {t(words[direction])}
          {isOther && `: ${t(levelWords[level])}`}
        </strong>
      </p>
      <p className={classes.soft}>{t(reason)}</p>
      {isOther && may && (
        <Button
          mt={6}
          size="compact-sm"
          variant="light"
          loading={isSaving}
          onClick={() => save({ ...skill.settings, level })}
        >
          {t(words.adopt)}
        </Button>
      )}
    </section>
  )
}
