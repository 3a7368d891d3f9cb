/** `/api/v1/autonomy`: how much each skill may do alone, presets, and the stop. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { route } from '../../api/route.ts'
import { expectedVersion } from '../../api/version.ts'
import { AppError } from '../../core/errors.ts'
import {
  autonomySchema,
  autonomySettingsSchema,
  presetAnswer,
  presetBody,
  skillAutonomySchema,
  stopBody,
  stopSchema,
} from './schema.ts'
import { type AutonomyDeps, applyPreset, changeSettings, readAutonomy, setStop } from './service.ts'

const TAG = 'Autonomy'

export function autonomyRoutes(deps: AutonomyDeps): (server: FastifyInstance) => void {
  return (server) => {
    route(server, {
      method: 'GET',
      url: '/api/v1/autonomy',
      kept: true,
      tag: TAG,
      summary: 'What each skill may do alone, what it has earned, the presets and the stop',
      permission: 'autonomy.read',
      answer: autonomySchema,
      handle: () => readAutonomy(deps),
    })
    route(server, {
      method: 'PUT',
      url: '/api/v1/autonomy/skills/:name',
      tag: TAG,
      summary: 'Change what a skill may do alone; If-Match is the version of its settings',
      permission: 'autonomy.change',
      params: z.object({ name: z.string().max(100) }),
      body: autonomySettingsSchema,
      answer: skillAutonomySchema,
      versioned: true,
      async handle({ params: { name }, body }, { principal, request }) {
        await changeSettings(deps, principal, name, { settings: body, version: expectedVersion(request) })
        const changed = (await readAutonomy(deps)).skills.find(({ skill }) => skill === name)
        if (changed === undefined) throw new AppError('input.not-found', `There is no skill '${name}'.`)
        return changed
      },
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/autonomy/preset',
      tag: TAG,
      summary: 'Set every skill to the level of a preset, or say what that would change',
      permission: 'autonomy.change',
      body: presetBody,
      answer: presetAnswer,
      handle: ({ body }, { principal }) => applyPreset(deps, principal, body),
    })
    route(server, {
      method: 'PUT',
      url: '/api/v1/autonomy/stop',
      tag: TAG,
      summary: 'Stop everything that acts, at once; releasing it needs the right stop.release',
      permission: 'stop.press',
      body: stopBody,
      answer: stopSchema,
      handle: ({ body: { active, reason } }, { principal }) =>
        setStop(deps, principal, { active, reason: reason ?? null }),
    })
  }
}
