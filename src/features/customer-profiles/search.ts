/** People and orders for the search. */
import type { Text } from '../../core/lang.ts'
import { dayOf } from '../../core/time.ts'
import { formatDay } from '../../language/dates.ts'
import { formatMoney } from '../../language/money.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { SearchKind } from '../search/index.ts'
import { findCustomers } from './list-store.ts'
import { findOrdersByNumber } from './store.ts'

interface Deps {
  readonly state: Pick<StateStore, 'pool'>
  readonly timeZone: string
}

const same = (said: string): Text => ({ de: said, en: said })

export function customerKind({ state }: Deps): SearchKind {
  return {
    kind: 'customer',
    label: { de: 'Kunden', en: 'Customers' },
    right: 'customers.read',
    async find({ words, limit }) {
      const found = await findCustomers(state, words, limit)
      return found.map(({ key, name, email, city, country, score }) => ({
        key,
        title: same(name || email || key),
        subtitle: same([name === '' ? '' : email, city, country].filter((part) => part !== '').join(' · ') || key),
        href: `/customers/${encodeURIComponent(key)}`,
        score,
      }))
    },
  }
}

/** By the beginning of their number; a number is one word. */
export function orderKind({ state, timeZone }: Deps): SearchKind {
  return {
    kind: 'order',
    label: { de: 'Bestellungen', en: 'Orders' },
    right: 'customers.read',
    async find({ words: [number, ...more], limit }) {
      if (number === undefined || more.length > 0) return []
      const found = await findOrdersByNumber(state.pool, number, limit)
      return found.map((order) => ({
        key: String(order.id),
        title: { de: `Bestellung ${order.external_id}`, en: `Order ${order.external_id}` },
        subtitle: bothLangs((lang) =>
          [
            formatDay(dayOf(order.placed_at.getTime(), timeZone), 'short', lang),
            formatMoney(order.total_cents, { lang, currency: order.currency }),
            order.customer_name ?? '',
          ]
            .filter((part) => part !== '')
            .join(' · '),
        ),
        href: `/orders/${order.id}`,
        score: order.exact ? 3 : 1,
      }))
    },
  }
}
