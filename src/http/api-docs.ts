/** `/api/openapi.json`, the description of the API, and `/api/docs`, to browse in it and to try it out, by Swagger UI. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../core/errors.ts'
import { type DescribedRoute, describeApi } from './describe.ts'
import { APP_POLICY } from './headers.ts'
import { loadFiles, sendFile } from './static-files.ts'

const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>API · Dirigent</title>
<link rel="icon" href="/api/docs/favicon-32x32.png"><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="docs"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>
`
// Whoever is signed in can try everything out here: changes need the header that no page elsewhere can send.
const START = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'none',
  requestInterceptor: (request) => ({ ...request, headers: { ...request.headers, 'X-Dirigent': '1' } }),
})
`

/** @param described  all that are registered by the time somebody asks */
export function apiDocsRoutes(described: readonly DescribedRoute[]): (server: FastifyInstance) => void {
  const require = createRequire(import.meta.url)
  let description: string | null = null
  return (server) => {
    const folder = join(dirname(require.resolve('@fastify/swagger-ui')), 'static')
    const files = loadFiles(folder, (name) => FILES.includes(name))
    const config = { permission: 'anyone', impersonal: true } as const
    server.get('/api/openapi.json', { config }, async (_request, reply) => {
      description ??= JSON.stringify(describeApi(described))
      return reply.type('application/json; charset=utf-8').send(description)
    })
    server.get('/api/docs', { config }, async (_request, reply) =>
      reply.header('content-security-policy', APP_POLICY).type('text/html; charset=utf-8').send(PAGE),
    )
    server.get('/api/docs/start.js', { config }, async (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').send(START),
    )
    server.get<{ Params: { name: string } }>('/api/docs/:name', { config }, async (request, reply) => {
      const { name } = request.params
      const file = files.get(name)
      if (file === undefined) throw new AppError('input.not-found', `There is nothing at /api/docs/${name}.`)
      return sendFile(request, reply, file, 'public, max-age=3600')
    })
  }
}
