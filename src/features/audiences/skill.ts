/** Whom a finding is about becomes an audience that people can work with. */
import type { z } from 'zod'
import { conflict } from '../../channels/fault.ts'
import { keepBriefly } from '../../core/briefly.ts'
import type { Lang } from '../../core/lang.ts'
import { addDays, dayOf } from '../../core/time.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import type { CheckFinding, DraftField, NewProposal, Skill, SkillNight } from '../desk/index.ts'
import { describeDefinition } from './describe.ts'
import { countPeople } from './people-store.ts'
import { type NewAudience, newAudienceSchema } from './schema.ts'
import type { AudienceDeps } from './service.ts'
import { audienceIdeas, draftOf } from './skill-night.ts'
import { ABOUT, EMPTY, exists, LABELS, MADE, mostlyUnknown, proposalTitle, STAYS, TITLE } from './skill-texts.ts'
import { deleteUnchanged, findSame, insertAudience } from './store.ts'

export interface AudienceSkillDeps extends AudienceDeps {
  /** Language in which audiences are named. */
  readonly lang: Lang
  currency(): Promise<string>
}

/** How long the size of an audience that is proposed is shown without counting again. */
const SHOWN_MS = 60_000

/** What people write is trimmed as everywhere; what was read once reads the same again. */
const draftSchema: z.ZodType<NewAudience> = newAudienceSchema

export function audienceSkill(deps: AudienceSkillDeps): Skill<NewAudience> {
  const { state, events, clock, timeZone } = deps
  const people = (draft: NewAudience) =>
    countPeople(events, draft.definition, addDays(dayOf(clock.now(), timeZone), -1))
  // Whoever looks at it again soon is not a reason to count everybody anew; the guardrails always do.
  const shown = keepBriefly<Awaited<ReturnType<typeof people>>>(clock, { ms: SHOWN_MS, most: 200 })
  return {
    name: 'audiences.keep',
    title: TITLE,
    about: ABOUT,
    role: 'marketing-lead',
    routineMinutes: 15,
    draft: draftSchema,
    expiresAfterDays: 14,
    weight: () => ({ cents: null, changePercent: null }),
    secondPair: () => false,
    acts: 'inside',
    night: (context) => night(deps, context),
    async present(draft) {
      const { known, anonymous } = await shown(JSON.stringify(draft.definition), () => people(draft))
      return fieldsOf(draft, describeDefinition(draft.definition, deps.lang, await deps.currency()), known, anonymous)
    },
    async check(draft) {
      const found: CheckFinding[] = []
      const [same] = await findSame(state, draft)
      if (same !== undefined) {
        found.push({ level: 'error', code: 'audience.exists', message: exists(same), field: 'name' })
      }
      const { known, anonymous } = await people(draft)
      if (known + anonymous === 0) {
        found.push({ level: 'warning', code: 'audience.empty', message: EMPTY, field: null })
      } else if (anonymous > 0) {
        const message = mostlyUnknown(known, known + anonymous)
        found.push({ level: 'note', code: 'audience.unknown-people', message, field: null })
      }
      return found
    },
    async apply({ draft, proposalId }, client) {
      const at = clock.now()
      const id = await insertAudience(client, draft, at)
      if (id === null) {
        throw conflict(exists(draft.name))
      }
      const details = { proposal: proposalId }
      await appendAudit(client, { at, actor: 'system', action: 'audience.created', subject: String(id), details })
      await notifyLive(client, 'audiences', String(id))
      return { summary: MADE, detail: { audienceId: id } }
    },
    async undo({ detail }, draft, client) {
      const id = Number(detail.audienceId)
      if (!(await deleteUnchanged(client, id, draft))) {
        throw conflict(STAYS)
      }
      const entry = { at: clock.now(), actor: 'system', action: 'audience.removed', subject: String(id), details: {} }
      await appendAudit(client, entry)
      await notifyLive(client, 'audiences', String(id))
    },
  }
}

async function* night(
  { state, lang }: AudienceSkillDeps,
  { contributions }: SkillNight,
): AsyncGenerator<NewProposal<NewAudience>> {
  for (const idea of audienceIdeas(contributions)) {
    const draft = draftOf(idea, lang)
    if ((await findSame(state, draft)).length > 0) continue
    yield {
      subject: { kind: 'audience', key: idea.finding.id, label: idea.name },
      title: proposalTitle(idea.name),
      reason: idea.finding.sentence,
      draft,
      effect: idea.effect,
      evidence: idea.evidence,
      author: { kind: 'rule', name: 'audiences.keep', version: '1' },
    }
  }
}

function fieldsOf({ name }: NewAudience, rule: readonly string[], known: number, anonymous: number): DraftField[] {
  return [
    { key: 'name', label: LABELS.name, kind: 'line', value: name, editable: true },
    { key: 'definition', label: LABELS.rule, kind: 'lines', value: [...rule], editable: false },
    { key: 'known', label: LABELS.known, kind: 'count', value: known, editable: false },
    { key: 'anonymous', label: LABELS.anonymous, kind: 'count', value: anonymous, editable: false },
  ]
}
