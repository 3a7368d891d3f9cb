import type { Json } from './fields.ts'

/** Fields under which shop systems send who somebody is and where they live. */
const PERSONAL =
  /^(e?mail|contact_email|phone|first_?name|last_?name|company|birthday|note|customer_?(note|comment|number)|customer|order_?customer|billing|shipping|(billing|shipping|default|default_billing|shipping_order)_?address|addresses|browser_ip|customer_ip_address|remote_?address|client_details|username|payment_details|deliveries|transactions|meta_data|note_attributes|landing_site|referring_site|.*token)$/i

const MAX_DEPTH = 12

/** The content as JSON text without what names a person, for the dead letters: what is left says what could not be read. */
export function withoutPeople(payload: Json): string {
  return JSON.stringify(strip(payload, 0))
}

function strip(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === MAX_DEPTH) return '...'
  if (Array.isArray(value)) return value.map((item) => strip(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, PERSONAL.test(name) ? '(left out)' : strip(item, depth + 1)]),
  )
}
