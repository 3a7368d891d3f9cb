import { ModelFault } from './fault.ts'

/** A streamed answer has some 200 bytes around each of a few thousand tokens; what goes on beyond it is no answer. */
const MOST_ANSWER_BYTES = 4_000_000

/**
 * `fetch` for a model: reads no more than four megabytes, and follows no redirect, so that the key goes to the address
 * that was set and to no other.
 */
export const boundedFetch: typeof fetch = async (input, init) => {
  const answer = await fetch(input, { ...init, redirect: 'error' })
  if (answer.body === null) return answer
  let bytes = 0
  const bound = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (bytes > MOST_ANSWER_BYTES) controller.error(new ModelFault('too-long'))
      else controller.enqueue(chunk)
    },
  })
  const { status, statusText, headers } = answer
  return new Response(answer.body.pipeThrough(bound), { status, statusText, headers })
}
