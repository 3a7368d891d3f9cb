/** What the browser does for passkeys. */
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { send } from '../../../web/api/client.ts'

export const canUsePasskeys = browserSupportsWebAuthn

/** Null: the person changed their mind, or the device did not do it. */
export async function askForPasskey(): Promise<unknown | null> {
  type Options = Parameters<typeof startAuthentication>[0]['optionsJSON']
  const optionsJSON = await send<Options>('/session/passkey-options', { method: 'POST' })
  try {
    return await startAuthentication({ optionsJSON })
  } catch (error) {
    return unlessRefused(error)
  }
}

/** As above. */
export async function makePasskey(): Promise<unknown | null> {
  type Options = Parameters<typeof startRegistration>[0]['optionsJSON']
  const optionsJSON = await send<Options>('/account/passkey-options', { method: 'POST' })
  try {
    return await startRegistration({ optionsJSON })
  } catch (error) {
    return unlessRefused(error)
  }
}

/** Browsers say no more than this, so that pages learn nothing about the device. */
function unlessRefused(error: unknown): null {
  if (error instanceof Error && ['NotAllowedError', 'AbortError', 'InvalidStateError'].includes(error.name)) return null
  throw error
}
