/** How much each skill may do alone: levels, limits, what was earned, presets, and the stop. */
import { useRead } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Empty, Loaded } from '../../../web/ui/loaded.tsx'
import { Page } from '../../../web/ui/page.tsx'
import type { SkillInfo } from '../../desk/schema.ts'
import type { Autonomy, SkillAutonomy } from '../schema.ts'
import classes from './autonomy.module.css'
import { Presets } from './presets.tsx'
import { SkillRow } from './skill-row.tsx'
import { StopState } from './stop-state.tsx'
import { savedText, words } from './words.ts'

export function AutonomyPage() {
  const t = useText()
  const autonomy = useRead<Autonomy>('/autonomy')
  const skills = useRead<{ readonly items: readonly SkillInfo[] }>('/skills')
  return (
    <Page title={t(words.title)} about={t(words.about)}>
      <Loaded query={autonomy} lines={8}>
        {(data) => (
          <div className={classes.page}>
            <StopState stop={data.stop} />
            <section aria-labelledby="skills">
              <h2 id="skills" className={classes.heading}>
                {t(words.skills)}
              </h2>
              <Saved skills={data.skills} />
              {data.skills.length === 0 ? (
                <Empty title={t(words.noSkills)}>{t(words.noSkillsHint)}</Empty>
              ) : (
                <div className={classes.skills}>
                  {data.skills.map((skill) => (
                    <SkillRow
                      key={skill.skill}
                      skill={skill}
                      info={skills.data?.items.find(({ name }) => name === skill.skill) ?? null}
                    />
                  ))}
                </div>
              )}
            </section>
            <Presets presets={data.presets} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

/** What all skills together have saved; nothing where nothing was done yet. */
function Saved({ skills }: { skills: readonly SkillAutonomy[] }) {
  const t = useText()
  const minutes = skills.reduce((sum, { savedMinutes }) => sum + savedMinutes, 0)
  const days = skills[0]?.trackRecord.days
  if (minutes === 0 || days === undefined) return null
  return <p className={classes.saved}>{t(savedText(minutes, days))}</p>
}
