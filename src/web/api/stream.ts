import { openAnswer } from './client.ts'

/**
 * Sends a question whose answer comes a line of JSON after the other.
 * @param path     below `/api/v1`
 * @param onLine   told each line as it comes
 * @throws ApiError; the browser's AbortError where `signal` is raised
 */
export async function readLines<T>(
  path: string,
  { body, signal, onLine }: { readonly body: unknown; readonly signal: AbortSignal; onLine(line: T): void },
): Promise<void> {
  const { body: stream } = await openAnswer(path, { method: 'POST', body, signal })
  const reader = stream?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const piece = await reader?.read()
    if (piece === undefined || piece.done) break
    const lines = (rest + piece.value).split('\n')
    rest = lines.pop() ?? ''
    // The shape is the server's; pages name its type.
    for (const line of lines) onLine(JSON.parse(line) as T)
  }
}
