/** What a draft rests on: expected effect, evidence, what autonomy makes of it, who looks after it, and what happened so far. */
import { Button, NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMe } from '../../../web/api/me.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Proposal } from '../schema.ts'
import { effectText, spreadText } from './effect.ts'
import { EvidenceView } from './evidence-view.tsx'
import { HistoryView } from './history-view.tsx'
import classes from './pane.module.css'
import { useChange } from './use-changes.ts'
import { useColleagues } from './use-colleagues.ts'
import { secondGiven, words } from './words.ts'

interface SidePaneProps {
  readonly proposal: Proposal
  readonly hasKeys: boolean
}

export function SidePane({ proposal, hasKeys }: SidePaneProps) {
  const t = useText()
  const me = useMe()
  const { effect, evidence, secondPair, autonomy, receipt, failure, acting } = proposal
  return (
    <aside className={classes.side}>
      <Section title={t(words.effect)}>
        {effect === null ? <p className={classes.soft}>{t(words.noEffect)}</p> : <EffectView effect={effect} />}
      </Section>
      {failure !== null && (
        <Section title={t(words.failure)}>
          <p className={classes.bad}>{t(failure)}</p>
        </Section>
      )}
      {receipt !== null && (
        <Section title={t(words.receipt)}>
          <p>
            {t(receipt.summary)} (<When at={receipt.at} />)
          </p>
        </Section>
      )}
      {acting !== null && (
        <Section title={t(words.underWay)}>
          <p>
            {t(acting.kind === 'apply' ? words.applying : words.undoing)} <When at={acting.dueAt} />
          </p>
          {acting.error !== null && <p className={classes.bad}>{t(acting.error)}</p>}
        </Section>
      )}
      {secondPair.needed && (
        <Section title={t(words.secondPair)}>
          <p>{t(secondWords(secondPair.first, me?.kind === 'person' ? `person:${me.id}` : null))}</p>
        </Section>
      )}
      {autonomy !== null && (
        <Section title={t(words.autonomy)}>
          <p>{t(autonomy)}</p>
        </Section>
      )}
      <Section title={t(words.evidence)}>
        {evidence.length === 0 ? (
          <p className={classes.soft}>{t(words.noEvidence)}</p>
        ) : (
          evidence.map((one) => <EvidenceView key={one.id} evidence={one} />)
        )}
      </Section>
      <Assignment proposal={proposal} />
      {proposal.newer !== null && <Newer proposal={proposal} newer={proposal.newer} />}
      <Section title={t(words.history)}>
        <HistoryView proposal={proposal} hasKeys={hasKeys} />
      </Section>
    </aside>
  )
}

function secondWords(first: Proposal['secondPair']['first'], me: string | null) {
  if (first === null) return words.secondNeeded
  return first.id === me ? words.secondYours : secondGiven(first.name)
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h2 className={classes.section}>{title}</h2>
      {children}
    </section>
  )
}

function EffectView({ effect }: { effect: NonNullable<Proposal['effect']> }) {
  const t = useText()
  const { lang, currency } = useLocale()
  const money = effectText(effect, { lang, currency })
  const spread = spreadText(effect, { lang, currency })
  return (
    <>
      <p className={classes.money}>{money ?? t(words.noEffect)}</p>
      {spread !== null && <p>{spread}</p>}
      <p className={classes.soft}>{t(effect.basis)}</p>
    </>
  )
}

function Assignment({ proposal }: { proposal: Proposal }) {
  const t = useText()
  const me = useMe()
  const people = useColleagues()
  const { change, isPending } = useChange()
  const { assignee } = proposal
  const own = me?.kind === 'person' ? `person:${me.id}` : null
  const assign = (actor: string | null) => change(proposal, 'assign', { assignee: actor })
  const isListed = assignee === null || people.some(({ actor }) => actor === assignee.id)
  return (
    <section className={classes.part}>
      <h2 className={classes.section}>{t(words.assign)}</h2>
      <div className={classes.assign}>
        <NativeSelect
          size="xs"
          aria-label={t(words.assign)}
          disabled={isPending || me?.rights.includes('desk.decide') !== true}
          value={assignee?.id ?? ''}
          data={[
            { value: '', label: t(words.nobody) },
            ...(isListed || assignee === null ? [] : [{ value: assignee.id, label: assignee.name }]),
            ...people.map(({ actor, name }) => ({ value: actor, label: name })),
          ]}
          onChange={(event) => assign(event.target.value === '' ? null : event.target.value)}
        />
        {own !== null && assignee?.id !== own && me?.rights.includes('desk.decide') === true && (
          <Button size="compact-xs" variant="subtle" loading={isPending} onClick={() => assign(own)}>
            {t(words.assignMe)}
          </Button>
        )}
      </div>
    </section>
  )
}

function Newer({ proposal, newer }: { proposal: Proposal; newer: NonNullable<Proposal['newer']> }) {
  const t = useText()
  const { change, isPending } = useChange()
  return (
    <section className={classes.part}>
      <h2 className={classes.section}>{t(words.newer)}</h2>
      <p>
        {t(newer.title)} · <When at={newer.at} />
      </p>
      <p className={classes.soft}>{t(newer.reason)}</p>
      <p className={classes.soft}>{t(words.newerHint)}</p>
      {proposal.mayDecide && (
        <Button
          size="compact-sm"
          variant="default"
          loading={isPending}
          onClick={() => change(proposal, 'take-newer', {})}
        >
          {t(words.takeNewer)}
        </Button>
      )}
    </section>
  )
}
