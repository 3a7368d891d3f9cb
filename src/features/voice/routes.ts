/** `/api/v1/voice`: how the shop writes. */
import type { FastifyInstance } from 'fastify'
import { actorOf } from '../../api/principal.ts'
import { route } from '../../api/route.ts'
import { expectedVersion, sendVersion } from '../../api/version.ts'
import {
  learnBody,
  learnedSchema,
  shownVoiceSchema,
  suggestionsQuery,
  suggestionsSchema,
  voiceSchema,
} from './schema.ts'
import { changeVoice, showVoice, suggestForVoice, type VoiceDeps } from './service.ts'

export function voiceRoutes(deps: VoiceDeps): (server: FastifyInstance) => void {
  const common = { url: '/api/v1/voice', tag: 'Voice', answer: shownVoiceSchema, versioned: true } as const
  return (server) => {
    route(server, {
      ...common,
      method: 'GET',
      kept: true,
      summary: "The shop's voice as it holds, and who changed it when",
      permission: 'catalogue.read',
      async handle(_input, { reply }) {
        const shown = await showVoice(deps)
        sendVersion(reply, shown.version)
        return shown
      },
    })
    route(server, {
      ...common,
      method: 'PUT',
      summary: 'Set the voice; what is left out is unset',
      permission: 'desk.decide',
      body: voiceSchema,
      async handle({ body }, { principal, request, reply }) {
        const shown = await changeVoice(deps, body, { expected: expectedVersion(request), actor: actorOf(principal) })
        sendVersion(reply, shown.version)
        return shown
      },
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/voice/learn',
      tag: 'Voice',
      summary: 'What sample texts show of a voice; nothing is stored',
      permission: 'catalogue.read',
      body: learnBody,
      answer: learnedSchema,
      // Asked seldom, and what reads texts is much to load.
      async handle({ body }) {
        const { learnVoice } = await import('./learn.ts')
        return learnVoice(body.texts, body.lang)
      },
    })
    route(server, {
      method: 'GET',
      url: '/api/v1/voice/suggestions',
      kept: true,
      tag: 'Voice',
      summary: 'What people change in drafts before they approve them, and words to avoid that follow from it',
      permission: 'catalogue.read',
      query: suggestionsQuery,
      answer: suggestionsSchema,
      handle: ({ query: { author = null } }) => suggestForVoice(deps, author),
    })
  }
}
