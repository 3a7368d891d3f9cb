/** What was found overnight and is worth somebody's hour becomes a task for whom it concerns. */
import { conflict } from '../../channels/fault.ts'
import type { Lang } from '../../core/lang.ts'
import { ROLES } from '../../core/rights.ts'
import { addDays, type Clock, dayOf } from '../../core/time.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { CheckFinding, DraftField, Effect, NewProposal, Skill, SkillNight } from '../desk/index.ts'
import type { Finding } from '../findings/index.ts'
import { dueDayOf, findingsToFollow, roleOf, taskNotes, taskTitle } from './model.ts'
import { type TaskDraft, taskDraftSchema } from './schema.ts'
import { deleteUntouched, hasOpenTask, insertTask } from './store.ts'
import { ABOUT, BASIS, EXISTS, FIELD_LABELS, MADE, OVERDUE, ROLE_NAMES, STAYS, TITLE } from './texts.ts'

export interface FollowUpDeps {
  readonly state: StateStore
  readonly clock: Clock
  readonly timeZone: string
  /** Language in which tasks are written. */
  readonly lang: Lang
  /** Whether another skill proposes something about a finding: nobody is asked the same thing twice. */
  readonly isTaken: (findingId: string) => boolean
}

export function followUpSkill(deps: FollowUpDeps): Skill<TaskDraft> {
  const { state, clock, timeZone } = deps
  return {
    name: 'tasks.follow-up',
    title: TITLE,
    about: ABOUT,
    role: 'marketing-lead',
    routineMinutes: 5,
    draft: taskDraftSchema,
    expiresAfterDays: 7,
    weight: () => ({ cents: null, changePercent: null }),
    secondPair: () => false,
    acts: 'inside',
    night: (context) => night(deps, context),
    present: async (draft) => fieldsOf(draft),
    async check(draft) {
      const found: CheckFinding[] = []
      if (await hasOpenTask(state, draft.findingId)) {
        found.push({ level: 'error', code: 'task.exists', message: EXISTS, field: null })
      }
      if (draft.dueDay < dayOf(clock.now(), timeZone)) {
        found.push({ level: 'warning', code: 'task.overdue', message: OVERDUE, field: 'dueDay' })
      }
      return found
    },
    async apply({ draft, proposalId }, client) {
      const { title, notes, role, dueDay, findingId, reportDay } = draft
      const task = { title, notes, role, dueDay, assignee: null, finding: { id: findingId, reportDay }, proposalId }
      const at = clock.now()
      const id = await insertTask(client, { ...task, createdBy: 'system', createdAt: at })
      const details = { finding: findingId, proposal: proposalId }
      await appendAudit(client, { at, actor: 'system', action: 'task.created', subject: id, details })
      await notifyLive(client, 'tasks', id)
      return { summary: MADE, detail: { taskId: id } }
    },
    async undo({ detail }, _draft, client) {
      const id = String(detail.taskId)
      if (!(await deleteUntouched(client, id))) {
        throw conflict(STAYS)
      }
      await appendAudit(client, { at: clock.now(), actor: 'system', action: 'task.removed', subject: id, details: {} })
      await notifyLive(client, 'tasks', id)
    },
  }
}

async function* night(
  { state, isTaken, lang }: FollowUpDeps,
  { asOf, contributions }: SkillNight,
): AsyncGenerator<NewProposal<TaskDraft>> {
  // The night of a day is read on the morning after it.
  const today = addDays(asOf, 1)
  const evidence = new Map([...contributions.values()].flatMap((one) => one.evidence).map((one) => [one.id, one]))
  for (const finding of findingsToFollow(contributions.values(), isTaken)) {
    if (await hasOpenTask(state, finding.id)) continue
    const words = taskTitle(finding)
    yield {
      subject: { kind: 'finding', key: finding.id, label: finding.title },
      title: bothLangs((to) => (to === 'de' ? `Aufgabe: ${words.de}` : `Task: ${words.en}`)),
      reason: finding.sentence,
      draft: {
        title: words[lang],
        notes: taskNotes(finding, lang),
        role: roleOf(finding),
        dueDay: dueDayOf(finding, today),
        findingId: finding.id,
        reportDay: asOf,
      },
      effect: effectOf(finding),
      evidence: finding.evidenceIds.flatMap((id) => evidence.get(id) ?? []),
      author: { kind: 'rule', name: 'tasks.follow-up', version: '1' },
    }
  }
}

/** The finding's own money; with an interval where its figure is that money. */
function effectOf({ figure, stakeCents, stakePeriodDays }: Finding): Effect | null {
  if (stakeCents === null) return null
  const { value, interval, unit } = figure
  const ends =
    unit !== 'cents' || interval === null || !value
      ? []
      : [interval.low, interval.high].map((end) => Math.round(Math.abs((end * stakeCents) / value)))
  return {
    cents: Math.abs(stakeCents),
    low: ends.length === 0 ? null : Math.min(...ends),
    high: ends.length === 0 ? null : Math.max(...ends),
    level: interval?.level ?? 0.95,
    periodDays: stakePeriodDays,
    n: figure.n,
    basis: BASIS,
  }
}

function fieldsOf({ title, notes, role, dueDay }: TaskDraft): DraftField[] {
  const field = { editable: true } as const
  return [
    { ...field, key: 'title', label: FIELD_LABELS.title, kind: 'line', value: title },
    { ...field, key: 'notes', label: FIELD_LABELS.notes, kind: 'text', value: notes },
    {
      ...field,
      key: 'role',
      label: FIELD_LABELS.role,
      kind: 'choice',
      value: role,
      options: ROLES.map((value) => ({ value, label: ROLE_NAMES[value] })),
    },
    { ...field, key: 'dueDay', label: FIELD_LABELS.dueDay, kind: 'day', value: dueDay },
  ]
}
