/** `/api/openapi.json` and `/api/docs`: held against the rules of OpenAPI 3.1 that tools rely on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asPerson } from './principals.ts'
import { openTestWorkbench, type TestWorkbench } from './workbench.ts'

let workbench: TestWorkbench
let text: string
beforeAll(async () => {
  workbench = await openTestWorkbench(asPerson)
  text = (await workbench.server.inject({ url: '/api/openapi.json' })).body
})
afterAll(() => workbench.close())

/** Every object in the description, with the way to it. */
function* objectsOf(value: unknown, way = '#'): Generator<[string, Readonly<Record<string, unknown>>]> {
  if (typeof value !== 'object' || value === null) return
  yield [way, Object.fromEntries(Object.entries(value))]
  for (const [key, inner] of Object.entries(value))
    yield* objectsOf(inner, `${way}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
}

describe('the description', () => {
  it('is OpenAPI 3.1 with a title, a version, and nothing but paths of the API', () => {
    const { openapi, info, paths, jsonSchemaDialect } = JSON.parse(text)
    expect(openapi).toMatch(/^3\.1\.\d+$/)
    expect(info).toMatchObject({ title: 'Dirigent', version: expect.any(String) })
    expect(jsonSchemaDialect).toBeUndefined()
    for (const path of Object.keys(paths)) expect(path).toMatch(/^\/api\/v1\/[\w\-/{}]+(\.csv|\.json)?$/)
  })

  it('has no reference that leads nowhere, and no keyword of another dialect', () => {
    const whole = [...objectsOf(JSON.parse(text))]
    const ways = new Set(whole.map(([way]) => way))
    const lost = whole.flatMap(([way, { $ref }]) =>
      $ref === undefined || ways.has(String($ref)) ? [] : [`${way} -> ${$ref}`],
    )
    expect(lost).toEqual([])
    const foreign = whole.filter(
      ([, object]) => 'nullable' in object || '$schema' in object || '$defs' in object || '~standard' in object,
    )
    expect(foreign.map(([way]) => way)).toEqual([])
  })

  it('names each operation once, says its parameters, and who may', () => {
    const ids = workbench.operations.map(({ operationId }) => operationId)
    expect(ids.length).toBeGreaterThan(20)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, parameters, responses, ...operation } of workbench.operations) {
      const inPath = parameters.filter((one) => one.in === 'path')
      expect(inPath.map(({ name }) => name).sort()).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
      )
      expect(inPath.every(({ required }) => required)).toBe(true)
      const keys = parameters.map((one) => `${one.in} ${one.name}`)
      expect(new Set(keys).size).toBe(keys.length)
      expect(Object.keys(responses)).toContainEqual(expect.stringMatching(/^20[0-4]$/))
      expect(Object.keys(responses)).toContain('default')
      expect(operation).toMatchObject({ 'x-permission': expect.any(String) })
    }
  })

  it('says what is taken: fields, limits and defaults are those of the validators', () => {
    const reports = workbench.operations.find(({ operationId }) => operationId === 'getReports')
    expect(reports?.parameters).toEqual([
      {
        name: 'limit',
        in: 'query',
        required: false,
        schema: { type: 'integer', minimum: 1, maximum: 400, default: 60 },
      },
    ])
    const made = workbench.operations.find(({ operationId }) => operationId === 'postAudiences')
    expect(made?.parameters.map(({ name }) => name)).toEqual(['Idempotency-Key'])
    expect(workbench.schemas.postAudiencesBody).toMatchObject({
      required: ['name', 'definition'],
      additionalProperties: false,
      properties: { name: { type: 'string', minLength: 1, maxLength: 120 } },
    })
    const parts = Object.entries(workbench.schemas).filter(([name]) => name.startsWith('postAudiencesBody'))
    expect(JSON.stringify(parts)).toContain('"const":"funnel"')
  })
})

describe('/api/docs', () => {
  it('is a page whose scripts are files of ours, and every one of them is there', async () => {
    const page = await workbench.server.inject({ url: '/api/docs' })
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.headers['content-security-policy']).toContain("script-src 'self';")
    expect(page.body).not.toMatch(/<script>|\son\w+=|javascript:/)
    const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url = '']) => url)
    expect(files).toHaveLength(4)
    for (const url of files) {
      const file = await workbench.server.inject({ url })
      expect([url, file.statusCode]).toEqual([url, 200])
      expect(file.rawPayload.length).toBeGreaterThan(100)
    }
  })

  it('gives no other file', async () => {
    for (const url of ['/api/docs/swagger-ui.js', '/api/docs/index.html', '/api/docs/..%2Fpackage.json', '/api/docs/'])
      expect((await workbench.server.inject({ url })).statusCode).toBe(404)
  })
})
