/** The voice read and changed, and what is suggested for it. */
import { mustBe } from '../../api/version.ts'
import type { Clock } from '../../core/time.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { ShownVoice, Suggestions, Voice } from './schema.ts'
import { addVoice, listDecidedTexts, listVoices, lockVoice, readVoice } from './store.ts'

export interface VoiceDeps {
  readonly state: StateStore
  readonly clock: Clock
}

const MOST_SHOWN = 20
/** Older decisions are of another time. */
const MOST_DRAFTS = 500

export async function showVoice({ state }: VoiceDeps): Promise<ShownVoice> {
  const [voice, history] = await Promise.all([readVoice(state), listVoices(state, MOST_SHOWN)])
  return { ...voice, history }
}

/** @throws AppError 'input.changed' where somebody was quicker */
export async function changeVoice(
  deps: VoiceDeps,
  profile: Voice,
  { expected, actor }: { readonly expected: string; readonly actor: string },
): Promise<ShownVoice> {
  const { state, clock } = deps
  await state.transaction(async (client) => {
    const before = await lockVoice(client)
    mustBe(before, expected)
    const version = before + 1
    await addVoice(client, { version, profile, by: actor, at: clock.now() })
    await appendAudit(client, {
      at: clock.now(),
      actor,
      action: 'voice.changed',
      subject: 'voice',
      details: { version },
    })
    await notifyLive(client, 'voice', 'all')
  })
  return showVoice(deps)
}

/**
 * What people changed in the drafts they approved, and words that follow from it.
 * @param author  only in drafts of this prompt; null: in all
 */
export async function suggestForVoice({ state }: VoiceDeps, author: string | null = null): Promise<Suggestions> {
  // What reads texts is much to load, and asked seldom.
  const [{ suggestionsOf }, { profile }, texts] = await Promise.all([
    import('./edits.ts'),
    readVoice(state),
    listDecidedTexts(state, { author, limit: MOST_DRAFTS }),
  ])
  return suggestionsOf(
    texts,
    profile.avoid.map(({ word }) => word),
  )
}
