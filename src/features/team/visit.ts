/** Where a request comes from, and under which address the workbench was reached. */
import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { sha256 } from '../../core/ids.ts'
import { cutIp } from '../../ingest/collect/address.ts'
import { clientOf, MAX_USER_AGENT } from '../../ingest/collect/client.ts'
import { readCookie } from './cookie.ts'

export interface Visit {
  /** 'https://desk.shop.example', or what this machine calls itself. */
  readonly origin: string
  /** Host name without port. */
  readonly host: string
  readonly secure: boolean
  /** Of whoever asks, for the brake on attempts alone; never stored as it is. */
  readonly address: string
  /** The address cut to its network. */
  readonly network: string
  /** 'Firefox 130 · Windows'; empty: not known. */
  readonly device: string
  /** Digest of the session token that the browser came with; null: none. */
  readonly tokenHash: string | null
}

export interface VisitSettings {
  readonly publicUrl: string | null
  /** Whether a proxy of ours says who asks. */
  readonly trustForwarded: boolean
}

export function visitOf(request: FastifyRequest, settings: VisitSettings): Visit {
  const address = addressOf(request, settings)
  const { browser, os } = clientOf((request.headers['user-agent'] ?? '').slice(0, MAX_USER_AGENT))
  const origin = originOf(request, settings)
  const token = readCookie(request.headers.cookie, isSecure(request, settings))
  return {
    origin,
    host: new URL(origin).hostname,
    secure: origin.startsWith('https:'),
    address,
    network: cutIp(address),
    device: [browser, os].filter((part) => part !== '').join(' · '),
    tokenHash: token === null ? null : sha256(token),
  }
}

/** Whether the workbench was reached encrypted; told for every request, so without more ado than needed. */
export function isSecure(request: FastifyRequest, { publicUrl }: VisitSettings): boolean {
  return publicUrl?.startsWith('https:') === true && new URL(publicUrl).host === request.headers.host
}

/** The shell has let through names of ours alone, so the Host header can be believed. */
function originOf(request: FastifyRequest, { publicUrl }: VisitSettings): string {
  const { host = 'localhost' } = request.headers
  if (publicUrl !== null && new URL(publicUrl).host === host) return new URL(publicUrl).origin
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).origin : 'http://localhost'
}

/** Browsers make passkeys for host names, not for addresses. */
export function canHavePasskeys({ host }: Visit): boolean {
  return isIP(host.replace(/^\[|\]$/g, '')) === 0
}

/** The nearest proxy's word, where there is one of ours. */
function addressOf(request: FastifyRequest, { trustForwarded }: VisitSettings): string {
  const header = request.headers['x-forwarded-for']
  const forwarded = Array.isArray(header) ? header.join(',') : header
  if (trustForwarded && forwarded !== undefined) return forwarded.slice(forwarded.lastIndexOf(',') + 1).trim()
  return request.ip
}

/** What the brake counts: within an IPv6 network a machine takes whatever address it likes. */
export function brakeAddress(address: string): string {
  if (isIP(address) !== 6 || address.startsWith('::ffff:')) return address
  return cutIp(address)
}
