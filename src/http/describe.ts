/** The OpenAPI 3.1 description of the API, made from the words and validators that its routes are made of. */
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Permission, RouteWords } from '../api/route.ts'
import { RIGHT_WORDS } from '../core/right-words.ts'
import { createSchemas, type JsonSchema, type Schemas } from './describe-schemas.ts'
import { problemSchema } from './problem.ts'

export interface DescribedRoute {
  readonly method: string
  readonly url: string
  readonly permission: Permission
  readonly idempotent: boolean
  readonly words: RouteWords
}

const VERSION = '1'
const ABOUT = `Everything the web app does. Errors are problem details (RFC 9457). Lists come in pieces: \`next\` of an answer is \`after\` of
the next question. Changes of versioned things name the ETag that was seen in \`If-Match\`. A write with an \`Idempotency-Key\` is done
once however often it is sent within 24 hours; one that failed may be tried again under the same key.`

/** Gathers what is registered on this server afterwards. */
export function gatherRoutes(server: FastifyInstance): readonly DescribedRoute[] {
  const routes: DescribedRoute[] = []
  server.addHook('onRoute', ({ method, url, config }) => {
    const { described, permission, idempotent = false } = config ?? {}
    // A GET is there as HEAD too; that needs no words.
    if (!url.startsWith('/api/v1/') || method === 'HEAD') return
    if (described === undefined || permission === undefined || typeof method !== 'string')
      throw new RangeError(`${String(method)} ${url} is not described. Make it with route().`)
    routes.push({ method, url, permission, idempotent, words: described })
  })
  return routes
}

export type OpenApi = Readonly<Record<string, unknown>> & {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export function describeApi(routes: readonly DescribedRoute[]): OpenApi {
  const schemas = createSchemas()
  const problem = schemas.refer('Problem', problemSchema, 'output')
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.url.replaceAll(/:(\w+)/g, '{$1}')
    const methods = paths[path] ?? {}
    methods[route.method.toLowerCase()] = describeOperation(route, schemas)
    paths[path] = methods
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Dirigent', version: VERSION, description: ABOUT },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ words }) => words.tag))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.all(),
      responses: {
        Problem: {
          description: 'What was refused, and why.',
          content: { 'application/problem+json': { schema: problem } },
        },
      },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'dirigent_session',
          description: 'Signed in by the web app. Changes need the header X-Dirigent: 1 as well.',
        },
        key: { type: 'http', scheme: 'bearer', description: 'An API key: dk_...' },
      },
    },
  }
}

function describeOperation(route: DescribedRoute, schemas: Schemas): Readonly<Record<string, unknown>> {
  const { method, permission, words } = route
  const id = operationId(route)
  const parameters = [
    ...parametersOf(words.params, 'path', schemas.read(`${id}Params`, words.params, 'input')),
    ...parametersOf(words.query, 'query', schemas.read(`${id}Query`, words.query, 'input')),
    ...headersOf(route),
  ]
  return {
    operationId: id,
    tags: [words.tag],
    summary: words.summary,
    description: whoMay(permission),
    security: permission === 'anyone' ? [] : [{ session: [] }, { key: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(words.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemas.refer(`${id}Body`, words.body, 'input') } },
          },
        }),
    responses: {
      [words.answer === undefined ? 204 : (words.status ?? 200)]: answerOf(id, method, words, schemas),
      default: { $ref: '#/components/responses/Problem' },
    },
    'x-permission': permission,
  }
}

function answerOf(id: string, method: string, { answer, versioned }: RouteWords, schemas: Schemas) {
  const etag = { ETag: { schema: { type: 'string' }, description: 'Version of what is answered.' } }
  const headers = versioned === true && method === 'GET' ? { headers: etag } : {}
  if (answer === undefined) return { description: 'Done; there is nothing to say.' }
  const file = answer.meta()?.contentType
  if (typeof file === 'string') return { description: 'The file.', content: { [file]: {} }, ...headers }
  const schema = schemas.refer(`${id}Answer`, answer, 'output')
  return { description: 'Done.', content: { 'application/json': { schema } }, ...headers }
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query', read: JsonSchema) {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = read
  return Object.entries(properties).map(([name, one]) => {
    const { description, ...rest } = typeof one === 'boolean' ? {} : one
    const isRequired = place === 'path' || required.includes(name)
    return {
      name,
      in: place,
      required: isRequired,
      schema: rest,
      ...(description === undefined ? {} : { description }),
    }
  })
}

function headersOf({ method, idempotent, words }: DescribedRoute) {
  const text = (name: string, required: boolean, description: string) => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  })
  return [
    ...(idempotent ? [text('Idempotency-Key', false, 'The same key and body again: the same answer, done once.')] : []),
    ...(words.versioned === true && method !== 'GET' ? [text('If-Match', true, 'ETag of what was seen.')] : []),
  ]
}

function whoMay(permission: Permission): string {
  if (permission === 'anyone') return 'For anyone.'
  if (permission === 'signed-in') return 'For everybody who is signed in.'
  return `Needs the right to ${RIGHT_WORDS[permission].en} (\`${permission}\`).`
}

/** 'getProposalsById', 'postProposalsByIdApprove'. */
function operationId({ method, url }: DescribedRoute): string {
  const parts = url
    .replace('/api/v1/', '')
    .split('/')
    .map((part) => (part.startsWith(':') ? `by-${part.slice(1)}` : part))
  return [method.toLowerCase(), ...parts.flatMap((part) => part.split(/[^A-Za-z0-9]+/).map(capital))].join('')
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
