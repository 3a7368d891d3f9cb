/** The library read by whoever writes, and changed by people. Versions only grow; what holds is the last word said of it. */
import { mustBe } from '../../api/version.ts'
import { textFault } from '../../core/errors.ts'
import { LANGS } from '../../core/lang.ts'
import type { Clock } from '../../core/time.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { loadPrompts, type Prompt, TEXT_KINDS } from '../writing/index.ts'
import { faultIn, shareOf, versionFor } from './model.ts'
import type {
  PromptContent,
  PromptKey,
  PromptList,
  ShownPrompt,
  ShownVersion,
  Standing,
  StandingBody,
  VersionBody,
} from './schema.ts'
import {
  addStanding,
  addVersion,
  countDecided,
  type Decided,
  findContent,
  listStandings,
  listVersions,
  lockPrompts,
  readStanding,
  type StoredStanding,
  type StoredVersion,
} from './store.ts'
import { noVersion, SAME_CONTENT, SAME_TWICE } from './texts.ts'

export interface PromptDeps {
  readonly state: StateStore
  readonly clock: Clock
  /** As people name it: 'openai/gpt-5-mini'; null: none is set. */
  readonly model: string | null
}

/** As drafts name their author: 'product-description.de'. */
export const nameOf = ({ kind, lang }: PromptKey): string => `${kind}.${lang}`

/**
 * The prompt that writes about a subject.
 * @param version  null: the one that holds, or the one that is tried, for this subject
 * @throws AppError 'input.not-found' where there is no such version
 */
export async function promptFor(
  { state }: Pick<PromptDeps, 'state'>,
  key: PromptKey,
  { subject, version }: { readonly subject: string; readonly version: number | null },
): Promise<Prompt> {
  const wanted = version ?? versionFor(await readStanding(state.pool, key), nameOf(key), subject)
  return { kind: key.kind, lang: key.lang, version: wanted, ...(await contentOf({ state }, key, wanted)) }
}

async function contentOf(deps: Pick<PromptDeps, 'state'>, key: PromptKey, version: number): Promise<PromptContent> {
  if (version === 0) {
    const { system, template, settings } = (await loadPrompts()).defaultPrompt(key.kind, key.lang)
    return { system, template, settings }
  }
  const content = await findContent(deps.state, key, version)
  if (content === null) throw textFault('input.not-found', noVersion(version))
  return content
}

export async function listPrompts({ state }: Pick<PromptDeps, 'state'>): Promise<PromptList> {
  const keys = TEXT_KINDS.flatMap((kind) => LANGS.map((lang) => ({ kind, lang })))
  const items = (await listStandings(state, keys)).map(({ kind, lang, newest, cases, ...row }) => ({
    kind,
    lang,
    newest,
    cases,
    standing: standingOf(row),
  }))
  return { items }
}

const standingOf = ({ current, candidate, share, owner, by, at }: Omit<StoredStanding, 'newest'>): Standing => ({
  current,
  candidate,
  share,
  owner,
  by,
  at,
})

/** What whoever changes a prompt says they saw: a version more or another standing is another one. */
const seenOf = ({ id, newest }: StoredStanding): string => `${id}.${newest}`

export async function showPrompt(deps: PromptDeps, key: PromptKey): Promise<{ shown: ShownPrompt; seen: string }> {
  const [stored, versions, decided, first] = await Promise.all([
    readStanding(deps.state.pool, key),
    listVersions(deps.state, key),
    countDecided(deps.state, nameOf(key)),
    contentOf(deps, key, 0),
  ])
  const ratesOf = (version: number) => ratesIn(decided.find((one) => one.version === version))
  const own = versions.map(
    ({ content, ...row }: StoredVersion): ShownVersion => ({ ...row, ...content, ...ratesOf(row.version) }),
  )
  const original: ShownVersion = { version: 0, ...first, note: '', by: null, at: null, ...ratesOf(0) }
  return {
    shown: {
      kind: key.kind,
      lang: key.lang,
      standing: standingOf(stored),
      versions: [...own, original],
      model: deps.model,
    },
    seen: seenOf(stored),
  }
}

function ratesIn(decided: Decided | undefined): Pick<ShownVersion, 'accepted' | 'edited'> {
  const { decided: n, accepted, edited } = decided ?? { decided: 0, accepted: 0, edited: 0 }
  return { accepted: shareOf(accepted, n), edited: shareOf(edited, accepted) }
}

interface Change {
  readonly expected: string
  /** 'person:7' */
  readonly actor: string
}

/**
 * Adds a version; nothing writes with it until it holds or is tried.
 * @throws AppError 'input.invalid' where it cannot be filled in, 'input.changed' where somebody was quicker, 'input.conflict' where it is the newest already
 */
export async function saveVersion(
  { state, clock }: PromptDeps,
  key: PromptKey,
  { note, ...content }: VersionBody,
  { expected, actor }: Change,
): Promise<number> {
  const fault = faultIn(content)
  if (fault !== null) throw textFault('input.invalid', fault)
  return state.transaction(async (client) => {
    await lockPrompts(client)
    const before = await readStanding(client, key)
    mustBe(seenOf(before), expected)
    const last = await contentOf({ state }, key, before.newest)
    if (JSON.stringify(inOrder(last)) === JSON.stringify(inOrder(content)))
      throw textFault('input.conflict', SAME_CONTENT)
    const version = before.newest + 1
    const at = clock.now()
    await addVersion(client, { ...key, version, content, note, by: actor, at })
    const details = { version }
    await appendAudit(client, { at, actor, action: 'prompt.version-added', subject: nameOf(key), details })
    await notifyLive(client, 'prompts', nameOf(key))
    return version
  })
}

const inOrder = ({ system, template, settings }: PromptContent) => {
  const { model, temperature, maxTokens, tone, length } = settings
  return [system, template, model, temperature, maxTokens, tone, length]
}

/** @throws AppError 'input.invalid', 'input.not-found', 'input.changed' where somebody was quicker */
export async function changeStanding(
  { state, clock }: PromptDeps,
  key: PromptKey,
  wanted: StandingBody,
  { expected, actor }: Change,
): Promise<void> {
  if (wanted.candidate === wanted.current) throw textFault('input.invalid', SAME_TWICE)
  await state.transaction(async (client) => {
    await lockPrompts(client)
    const before = await readStanding(client, key)
    mustBe(seenOf(before), expected)
    for (const version of [wanted.current, wanted.candidate])
      if (version !== null && version > before.newest) throw textFault('input.not-found', noVersion(version))
    const at = clock.now()
    const share = wanted.candidate === null ? 0 : wanted.share
    await addStanding(client, { ...key, ...wanted, share, by: actor, at })
    const { current, candidate, owner } = wanted
    const details = { before: before.current, current, candidate, share, owner }
    await appendAudit(client, { at, actor, action: actionOf(before, wanted), subject: nameOf(key), details })
    await notifyLive(client, 'prompts', nameOf(key))
  })
}

function actionOf(before: StoredStanding, { current, candidate, share }: StandingBody): string {
  if (current < before.current) return 'prompt.rolled-back'
  if (current > before.current) return 'prompt.rolled-out'
  return candidate === before.candidate && share === before.share ? 'prompt.owner-changed' : 'prompt.trial-changed'
}
