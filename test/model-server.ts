/** A language model's server that speaks the protocols for real: chat completions of OpenAI's kind, plain and streamed, and Anthropic's messages. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface AskedModel {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  /** What is said about the question, as sent: system prompt and messages. */
  readonly text: string
  readonly body: Readonly<Record<string, unknown>>
  /** How many were asked before it. */
  readonly before: number
}

/** How the server behaves for one question; a text is the answer. */
export type Behaviour =
  | { readonly kind: 'text'; readonly text: string; readonly finish?: 'stop' | 'length' | 'content_filter' }
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Record<string, string>
      readonly body?: string
    }
  /** Breaks the connection after so many characters of the text. */
  | { readonly kind: 'cut'; readonly text: string; readonly after: number }
  | { readonly kind: 'silent' }
  | { readonly kind: 'refusal'; readonly text: string }

export interface ModelServer {
  /** 'http://127.0.0.1:1234/v1' */
  readonly url: string
  readonly asked: AskedModel[]
  behave(behaviour: (question: AskedModel) => Behaviour): void
  close(): Promise<void>
}

/** Characters of a piece of a streamed answer; a very long one comes in larger ones, so that sending it takes no time. */
const PIECE = 40
const MOST_PIECES = 2_000

export async function openModelServer(): Promise<ModelServer> {
  const asked: AskedModel[] = []
  let behave: (question: AskedModel) => Behaviour = () => ({ kind: 'status', status: 500 })
  const server = createServer((request, response) => {
    void answer(request, response, asked, (question) => behave(question))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    behave(next) {
      behave = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  asked: AskedModel[],
  behave: (question: AskedModel) => Behaviour,
): Promise<void> {
  const path = request.url ?? ''
  if (request.method === 'GET') {
    json(response, 200, { object: 'list', data: [{ id: 'small', object: 'model' }] })
    return
  }
  let sent = ''
  for await (const chunk of request) sent += String(chunk)
  const body: Record<string, unknown> = JSON.parse(sent)
  const text = textsIn([body.system, body.messages]).join('\n')
  const question = { path, headers: request.headers, text, body, before: asked.length }
  asked.push(question)
  const behaviour = behave(question)
  if (behaviour.kind === 'silent') return
  if (behaviour.kind === 'status') {
    response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers })
    response.end(behaviour.body ?? JSON.stringify({ error: { message: `status ${behaviour.status}` } }))
    return
  }
  const speak = path.endsWith('/messages') ? ANTHROPIC : OPENAI
  if (body.stream === true) stream(response, speak, behaviour)
  else if (behaviour.kind === 'cut') {
    const whole = JSON.stringify(speak.whole({ ...behaviour, kind: 'text' }))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(whole.length) })
    response.write(whole.slice(0, behaviour.after), () => response.destroy())
  } else json(response, 200, speak.whole(behaviour))
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => (key === 'content' || key === 'text' ? textsIn(part) : []))
}

type Said = Exclude<Behaviour, { kind: 'status' | 'silent' | 'cut' }>

interface Protocol {
  whole(behaviour: Said): unknown
  /** Events before, for each piece of text, and after it. */
  begin: readonly string[]
  piece(text: string): string
  end(finish: string): readonly string[]
}

const USAGE = { prompt_tokens: 400, completion_tokens: 200, total_tokens: 600 }
const event = (data: unknown, name?: string) =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`
const chunk = (choice: unknown, more: object = {}) =>
  event({
    id: 'c1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'small',
    choices: choice === null ? [] : [choice],
    ...more,
  })

const OPENAI: Protocol = {
  whole: (said) => ({
    id: 'c1',
    object: 'chat.completion',
    created: 1,
    model: 'small',
    choices: [
      {
        index: 0,
        finish_reason: said.kind === 'text' ? (said.finish ?? 'stop') : 'stop',
        message:
          said.kind === 'refusal'
            ? { role: 'assistant', content: null, refusal: said.text }
            : { role: 'assistant', content: said.text },
      },
    ],
    usage: USAGE,
  }),
  begin: [chunk({ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null })],
  piece: (text) => chunk({ index: 0, delta: { content: text }, finish_reason: null }),
  end: (finish) => [
    chunk({ index: 0, delta: {}, finish_reason: finish }),
    chunk(null, { usage: USAGE }),
    'data: [DONE]\n\n',
  ],
}

const ANTHROPIC_USAGE = { input_tokens: 400, output_tokens: 200 }
const ANTHROPIC: Protocol = {
  whole: (said) => ({
    id: 'm1',
    type: 'message',
    role: 'assistant',
    model: 'small',
    content: said.text === '' ? [] : [{ type: 'text', text: said.text }],
    stop_reason: said.kind === 'refusal' ? 'refusal' : 'end_turn',
    stop_sequence: null,
    usage: ANTHROPIC_USAGE,
  }),
  begin: [
    event(
      {
        type: 'message_start',
        message: {
          id: 'm1',
          type: 'message',
          role: 'assistant',
          model: 'small',
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: { input_tokens: 400, output_tokens: 1 },
        },
      },
      'message_start',
    ),
    event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }, 'content_block_start'),
  ],
  piece: (text) =>
    event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }, 'content_block_delta'),
  end: () => [
    event({ type: 'content_block_stop', index: 0 }, 'content_block_stop'),
    event(
      { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 200 } },
      'message_delta',
    ),
    event({ type: 'message_stop' }, 'message_stop'),
  ],
}

function stream(
  response: ServerResponse,
  protocol: Protocol,
  behaviour: Said | Extract<Behaviour, { kind: 'cut' }>,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const line of protocol.begin) response.write(line)
  const text = behaviour.kind === 'cut' ? behaviour.text.slice(0, behaviour.after) : behaviour.text
  const size = Math.max(PIECE, Math.ceil(text.length / MOST_PIECES))
  for (let at = 0; at < text.length; at += size) response.write(protocol.piece(text.slice(at, at + size)))
  if (behaviour.kind === 'cut') {
    // What was written is on its way before the line breaks.
    response.write(': cut\n\n', () => setTimeout(() => response.destroy(), 20))
    return
  }
  for (const line of protocol.end(behaviour.kind === 'text' ? (behaviour.finish ?? 'stop') : 'stop'))
    response.write(line)
  response.end()
}
