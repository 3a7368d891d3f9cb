/** One skill: what it may do alone now, and opened, everything that decides about it. */
import { IconArrowDown, IconArrowUp, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { ROLE_WORDS } from '../../../core/role-words.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Badge } from '../../../web/ui/state-badge.tsx'
import type { SkillInfo } from '../../desk/schema.ts'
import type { SkillAutonomy } from '../schema.ts'
import classes from './autonomy.module.css'
import { Recommendation } from './recommendation.tsx'
import { SettingsForm } from './settings-form.tsx'
import { corrected, correctionText, levelWords, moneyOf, savedText, todayText, trackSentence, words } from './words.ts'

interface SkillRowProps {
  readonly skill: SkillAutonomy
  /** Null: not known yet. */
  readonly info: SkillInfo | null
}

export function SkillRow({ skill, info }: SkillRowProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <details
      className={classes.skill}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-skill={skill.skill}
    >
      <summary className={classes.summary}>
        <IconChevronRight size={16} className={classes.chevron} aria-hidden="true" />
        <span className={classes.name}>{t(skill.title)}</span>
        <LevelSteps level={skill.settings.level} />
        <Earned skill={skill} />
        <Direction direction={skill.recommendation.direction} />
      </summary>
      {isOpen && (
        <div className={classes.open}>
          <div className={classes.facts}>
            <p>{t(skill.about)}</p>
            <p className={classes.soft}>
              {t(words.deciders)}: {t(ROLE_WORDS[skill.role].title)}
            </p>
            <Track skill={skill} />
            <Today skill={skill} />
            <Recommendation skill={skill} />
          </div>
          <SettingsForm key={skill.version} skill={skill} info={info} />
        </div>
      )}
    </details>
  )
}

const STEPS = ['off', 'on-request', 'suggest', 'veto', 'auto'] as const

/** Five steps of which so many are filled, and the word. */
function LevelSteps({ level }: { level: SkillAutonomy['settings']['level'] }) {
  const t = useText()
  const reached = STEPS.indexOf(level)
  return (
    <span className={classes.level}>
      <span className={classes.steps} aria-hidden="true">
        {STEPS.map((step, place) => (
          <span key={step} className={place <= reached && reached > 0 ? classes.filled : ''} />
        ))}
      </span>
      {t(levelWords[level])}
    </span>
  )
}

function Earned({ skill: { trackRecord } }: { skill: SkillAutonomy }) {
  const t = useText()
  const format = useFormat()
  const rate = trackRecord.correctionRate
  return (
    <span className={classes.earned}>
      {rate === null
        ? '–'
        : `${t(corrected(format.value(rate.value, 'ratio')))} · n ${format.count(trackRecord.decided)}`}
    </span>
  )
}

function Direction({ direction }: { direction: SkillAutonomy['recommendation']['direction'] }) {
  const t = useText()
  if (direction === 'stay') return <span className={classes.direction} />
  return (
    <span className={classes.direction}>
      <Badge tone={direction === 'up' ? 'good' : 'warn'} icon={direction === 'up' ? IconArrowUp : IconArrowDown}>
        {t(words[direction])}
      </Badge>
    </span>
  )
}

function Track({ skill: { trackRecord, savedMinutes } }: { skill: SkillAutonomy }) {
  const t = useText()
  const format = useFormat()
  const { decided, edited, rejected, undone, days, correctionRate } = trackRecord
  return (
    <section>
      <h3 className={classes.part}>{t(words.track)}</h3>
      {correctionRate === null ? (
        <p className={classes.soft}>{t(words.noTrack)}</p>
      ) : (
        <>
          <Interval rate={correctionRate} />
          <p>
            {t(
              correctionText(
                format.value(correctionRate.value, 'ratio'),
                `${format.value(correctionRate.low, 'ratio')} – ${format.value(correctionRate.high, 'ratio')}`,
              ),
            )}
          </p>
          <p className={classes.soft}>
            {t(
              trackSentence(format.count(decided), days, {
                edited: format.count(edited),
                rejected: format.count(rejected),
                undone: format.count(undone),
              }),
            )}
          </p>
          {savedMinutes > 0 && <p>{t(savedText(savedMinutes, days))}</p>}
        </>
      )}
    </section>
  )
}

/** The rate as a point within its interval, on a line from nothing to all. */
function Interval({ rate }: { rate: { value: number; low: number; high: number } }) {
  const percent = (share: number) => `${Math.min(Math.max(share, 0), 1) * 100}%`
  return (
    <span className={classes.line} aria-hidden="true">
      <span className={classes.band} style={{ left: percent(rate.low), width: percent(rate.high - rate.low) }} />
      <span className={classes.point} style={{ left: percent(rate.value) }} />
    </span>
  )
}

function Today({ skill: { today, settings } }: { skill: SkillAutonomy }) {
  const t = useText()
  const format = useFormat()
  const most = settings.dailyActions === null ? null : format.count(settings.dailyActions)
  const money = format.money(today.cents)
  return (
    <section>
      <h3 className={classes.part}>{t(words.today)}</h3>
      <p>
        {t(todayText(format.count(today.actions), most))}
        {(today.cents !== 0 || settings.dailyCents !== null) && ' · '}
        {settings.dailyCents === null
          ? today.cents !== 0 && money
          : t(moneyOf(money, format.money(settings.dailyCents)))}
      </p>
      {settings.dailyActions !== null && settings.dailyActions > 0 && (
        <span className={classes.line} aria-hidden="true">
          <span
            className={classes.used}
            style={{ width: `${Math.min(1, today.actions / settings.dailyActions) * 100}%` }}
          />
        </span>
      )}
    </section>
  )
}
