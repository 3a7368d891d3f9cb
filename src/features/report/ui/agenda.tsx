/** The findings as the day's agenda: the most money first, each with what it rests on and what one could do. */
import { Button } from '@mantine/core'
import { IconArrowDownRight, IconArrowUpRight, IconMinus, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { formatStake } from '../../../language/stake.ts'
import { useMay } from '../../../web/api/me.ts'
import { useSend } from '../../../web/api/queries.ts'
import { useFormat, useLocale, useText } from '../../../web/lang.tsx'
import { Empty } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { explain } from '../../../web/ui/words.ts'
import type { AgendaItem } from '../schema.ts'
import classes from './today.module.css'
import { words } from './today-words.ts'

/** So many are an agenda; more are a list. */
const FIRST = 6

export function Agenda({ findings, day }: { findings: readonly AgendaItem[]; day: string }) {
  const t = useText()
  const [all, setAll] = useState(false)
  const shown = all ? findings : findings.slice(0, FIRST)
  return (
    <section aria-labelledby="agenda">
      <h2 className={classes.heading} id="agenda">
        {t(words.important)} <span>{t(words.byMoney)}</span>
      </h2>
      {findings.length === 0 ? (
        <Empty title={t(words.nothing)}>{t(words.nothingAbout)}</Empty>
      ) : (
        <ol className={classes.agenda}>
          {shown.map((finding, index) => (
            <Item key={finding.id} finding={finding} day={day} place={index + 1} />
          ))}
        </ol>
      )}
      {findings.length > FIRST && (
        <Button variant="subtle" size="compact-sm" mt={8} aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? words.less : words.more(findings.length - FIRST))}
        </Button>
      )}
    </section>
  )
}

const DIRECTIONS = {
  good: { Icon: IconArrowUpRight, tone: classes.good, word: words.good },
  bad: { Icon: IconArrowDownRight, tone: classes.bad, word: words.bad },
  neutral: { Icon: IconMinus, tone: '', word: words.neutral },
} as const

function Item({ finding, day, place }: { finding: AgendaItem; day: string; place: number }) {
  const t = useText()
  const { lang, currency } = useLocale()
  const [open, setOpen] = useState(false)
  const { Icon, tone, word } = DIRECTIONS[finding.direction]
  return (
    <li className={classes.item}>
      <span className={classes.place} aria-hidden="true">
        {place}
      </span>
      <div className={classes.body}>
        <div className={classes.itemHead}>
          <Link to="/reports/$day" params={{ day }} hash={finding.id} className={classes.title}>
            {t(finding.title)}
          </Link>
          <span className={`${classes.stake} ${tone}`}>
            <Icon size={16} aria-label={t(word)} role="img" />
            {formatStake(finding.stakeCents, finding.stakePeriodDays, { lang, currency })}
          </span>
        </div>
        <p className={`${classes.sentence} ${open ? '' : classes.short}`}>{t(finding.sentence)}</p>
        <Ways finding={finding} day={day} open={open} onTurn={() => setOpen(!open)} />
      </div>
    </li>
  )
}

/** What people who left did next: the tables of the way through the shop that rest on the same rows. */
const isWhereTo = (id: string): boolean => id === 'funnel.next' || id.startsWith('paths.')

interface WaysProps {
  readonly finding: AgendaItem
  readonly day: string
  readonly open: boolean
  onTurn(): void
}

function Ways({ finding, day, open, onTurn }: WaysProps) {
  const t = useText()
  const format = useFormat()
  const { lang } = useLocale()
  const whereTo = finding.tables.find(({ id }) => isWhereTo(id))
  const { evidence, next } = finding
  return (
    <>
      <div className={classes.ways}>
        {evidence.length > 0 && (
          <button type="button" className={classes.way} aria-expanded={open} onClick={onTurn}>
            {t(words.evidence(evidence.length))}
          </button>
        )}
        {whereTo !== undefined && (
          <Link to="/reports/$day" params={{ day }} hash={whereTo.id} className={classes.way}>
            {t(words.whereTo)}
          </Link>
        )}
        {next.map((step) => (
          <span key={step.en} className={classes.next}>
            {step[lang]}
          </span>
        ))}
        <MakeTask finding={finding} day={day} />
      </div>
      {open && (
        <ul className={classes.evidence}>
          {evidence.map(({ id, title, rowCount }) => (
            <li key={id}>
              <Link to="/reports/$day" params={{ day }} search={{ rows: id } as never}>
                {t(title)}
              </Link>{' '}
              <span>{t(words.rows({ de: format.count(rowCount), en: format.count(rowCount) }))}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function MakeTask({ finding, day }: { finding: AgendaItem; day: string }) {
  const t = useText()
  const { lang } = useLocale()
  const navigate = useNavigate()
  const may = useMay('tasks.write')
  const send = useSend<{ id: string }>(['tasks'])
  if (!may) return null
  const make = () =>
    send.mutate(
      { method: 'POST', path: '/tasks', body: { findingId: finding.id, reportDay: day, lang } },
      {
        onSuccess: ({ id }) =>
          notify({
            message: words.taskMade,
            tone: 'good',
            action: { label: words.show, run: () => void navigate({ to: '/tasks/{-$id}', params: { id } }) },
          }),
        onError: (error) => notify({ message: explain(error), tone: 'bad' }),
      },
    )
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<IconPlus size={13} aria-hidden="true" />}
      loading={send.isPending}
      aria-label={`${t(words.makeTask)}: ${t(finding.title)}`}
      onClick={make}
    >
      {t(words.makeTask)}
    </Button>
  )
}
