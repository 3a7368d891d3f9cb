/** The session's cookie. */

/** Under https browsers hold the name to its promise: this host alone, never without encryption. */
const nameOf = (secure: boolean) => (secure ? '__Host-dirigent_session' : 'dirigent_session')

/** @returns the token; null where there is none */
export function readCookie(header: string | undefined, secure: boolean): string | null {
  const name = `${nameOf(secure)}=`
  for (const part of header?.split(';') ?? []) {
    const pair = part.trimStart()
    if (pair.startsWith(name)) return pair.slice(name.length).trimEnd()
  }
  return null
}

/** @param seconds until the browser forgets it; 0: at once */
export function writeCookie(token: string, { secure, seconds }: { secure: boolean; seconds: number }): string {
  const parts = [`${nameOf(secure)}=${token}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${seconds}`]
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ')
}
