/** `/api/v1/settings` */
import type { FastifyInstance } from 'fastify'
import { actorOf } from '../../api/principal.ts'
import { route } from '../../api/route.ts'
import { expectedVersion, sendVersion } from '../../api/version.ts'
import { settingsBody, settingsSchema } from './schema.ts'
import { openSettings, type SettingsDeps } from './service.ts'

export function settingsRoutes(deps: SettingsDeps): (server: FastifyInstance) => void {
  const settings = openSettings(deps)
  const common = { url: '/api/v1/settings', tag: 'Settings', answer: settingsSchema, versioned: true } as const
  return (server) => {
    route(server, {
      ...common,
      method: 'GET',
      kept: true,
      summary: 'Every setting as it holds, and where it was set; secrets masked.',
      permission: 'settings.read',
      async handle(_input, { reply }) {
        const shown = await settings.show()
        sendVersion(reply, shown.version)
        return shown
      },
    })
    route(server, {
      ...common,
      method: 'PUT',
      summary: 'Sets what can be set in the workbench; what is left out stays as it is.',
      permission: 'settings.change',
      body: settingsBody,
      async handle({ body }, { principal, request, reply }) {
        const shown = await settings.change(body, expectedVersion(request), actorOf(principal))
        sendVersion(reply, shown.version)
        return shown
      },
    })
  }
}
