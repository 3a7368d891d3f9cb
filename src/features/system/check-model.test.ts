import { createServer } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ModelServer, openModelServer } from '../../../test/model-server.ts'
import { loadConfig } from '../../config.ts'
import { checkSettings } from './checks.ts'

let server: ModelServer
beforeEach(async () => {
  server = await openModelServer()
})
afterEach(() => server.close())

async function modelCheck(env: Record<string, string>) {
  const checks = await checkSettings(loadConfig({ env, cwd: '/nowhere' }))
  const found = checks.find(({ name }) => name === 'model')
  return { level: found?.level, text: found?.text.en ?? '' }
}

it('a model the server knows is fine, another one is named with those it knows', async () => {
  const env = { DIRIGENT_LLM_URL: server.url, DIRIGENT_LLM_MODEL: 'small' }
  expect(await modelCheck(env)).toEqual({ level: 'ok', text: `small at ${server.url}` })
  const other = await modelCheck({ ...env, DIRIGENT_LLM_MODEL: 'large' })
  expect(other.level).toBe('fault')
  expect(other.text).toMatch(/does not know the model large, but small; check DIRIGENT_LLM_MODEL/)
})

it('a refused key is told from another status, and neither shows the key', async () => {
  const closed = createServer((request, response) => {
    const isKnown = request.headers['x-api-key'] === 'sk-right'
    response.writeHead(isKnown ? 503 : 401).end()
  })
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
  const address = closed.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const env = {
    DIRIGENT_LLM_PROVIDER: 'anthropic',
    DIRIGENT_LLM_URL: `http://127.0.0.1:${port}/v1`,
    DIRIGENT_LLM_MODEL: 'm',
  }
  const wrong = await modelCheck({ ...env, DIRIGENT_LLM_KEY: 'sk-wrong' })
  expect(wrong).toMatchObject({ level: 'fault', text: expect.stringMatching(/refuses the key \(status 401\)/) })
  expect(wrong.text).not.toContain('sk-wrong')
  expect((await modelCheck({ ...env, DIRIGENT_LLM_KEY: 'sk-right' })).text).toMatch(/status 503/)
  await new Promise((resolve) => closed.close(resolve))
})

it('a budget without prices is a fault, no model a note', async () => {
  const env = { DIRIGENT_LLM_URL: server.url, DIRIGENT_LLM_MODEL: 'small', DIRIGENT_LLM_BUDGET: '20' }
  expect(await modelCheck(env)).toMatchObject({ level: 'fault', text: expect.stringMatching(/without prices/) })
  expect(await modelCheck({})).toMatchObject({ level: 'note' })
  expect(await modelCheck({ DIRIGENT_LLM_PROVIDER: 'openai', DIRIGENT_LLM_MODEL: 'm' })).toMatchObject({
    level: 'note',
  })
})
