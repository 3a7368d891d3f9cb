import { loadPrompts, type Writer } from '../writing/index.ts'
import { nameOf, type PromptDeps, promptFor } from './library.ts'

/**
 * A writer with the library behind it: what holds for a product decides about prompt, tone and length, whoever writes in the end, and
 * drafts name the version as their author.
 */
export function libraryWriter(deps: Pick<PromptDeps, 'state'>, writer: Writer): Writer {
  return {
    async write(request, facts, options = {}) {
      const { kind, lang } = request
      const asked = { subject: facts.externalId, version: options.promptVersion ?? null }
      const [prompt, { askedBy }] = await Promise.all([promptFor(deps, { kind, lang }, asked), loadPrompts()])
      const answer = await writer.write(askedBy(prompt.settings, request), facts, {
        ...options,
        promptVersion: prompt.version,
      })
      if (answer.author.kind !== 'rule') return answer
      const { name, version } = answer.author
      const author = { kind: 'rule', name: nameOf(prompt), version: `${prompt.version} ${name} ${version}` } as const
      return { ...answer, author }
    },
  }
}
