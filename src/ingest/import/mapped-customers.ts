import type { Adapter, AdapterContext } from './adapter.ts'
import { fieldAt } from './adapter.ts'
import { DateReader } from './dates.ts'
import type { MappedColumns } from './mapped-columns.ts'
import type { CustomersMapping } from './mapping.ts'
import type { Sink } from './sink.ts'
import { TextPool } from './text-pool.ts'

const COLUMNS = [
  'customer',
  'email',
  'name',
  'firstName',
  'lastName',
  'country',
  'city',
  'postcode',
  'createdAt',
  'acceptsMarketing',
] as const
type Column = (typeof COLUMNS)[number]

const YES = new Set(['1', 'true', 'yes', 'y', 'ja', 'j', 'x', 'wahr'])
const NO = new Set(['', '0', 'false', 'no', 'n', 'nein', 'falsch'])

/** Customers of somebody's own CSV, one a row. */
export class MappedCustomersAdapter implements Adapter {
  readonly #mapping: CustomersMapping
  readonly #at: Record<Column, number>
  readonly #dates: DateReader
  readonly #pool = new TextPool()

  constructor(mapping: CustomersMapping, context: AdapterContext, columns: MappedColumns) {
    this.#mapping = mapping
    this.#at = columns.all<Column>(mapping.columns, COLUMNS)
    const { zone, dateOrder: order, excel: serials } = context
    this.#dates = new DateReader({ zone, order, serials, format: mapping.dateFormat })
  }

  take(fields: readonly string[], line: number, row: number, sink: Sink): void {
    const field = (column: Column) => this.#pool.own(fieldAt(fields, this.#at[column]))
    const fault = this.#faultOf(fields)
    if (fault !== null) {
      sink.reject(line, fault, fields)
      return
    }
    const created = field('createdAt')
    const fullName = [field('firstName'), field('lastName')].filter((part) => part !== '').join(' ')
    sink.single(
      {
        type: 'customer',
        externalId: field('customer'),
        email: field('email').toLowerCase(),
        name: field('name') || fullName,
        country: field('country'),
        city: field('city'),
        postcode: field('postcode'),
        createdAt: created === '' ? null : this.#dates.read(created),
        acceptsMarketing: YES.has(field('acceptsMarketing').toLowerCase()),
      },
      row,
    )
  }

  finish(): void {
    return
  }

  #faultOf(fields: readonly string[]): string | null {
    const text = (column: Column) => fieldAt(fields, this.#at[column])
    const columnName = (column: Column) => this.#mapping.columns[column] ?? column
    if (text('customer') === '')
      return `${columnName('customer')} is empty; the customer cannot be told apart from others.`
    const email = text('email')
    if (email !== '' && !/^[^\s@]+@[^\s@]+$/.test(email))
      return `${columnName('email')} '${email}' is not an e-mail address.`
    // Consent is never guessed: what is neither yes nor no is refused.
    const consent = text('acceptsMarketing')
    if (!YES.has(consent.toLowerCase()) && !NO.has(consent.toLowerCase())) {
      return `${columnName('acceptsMarketing')} '${consent}' is neither yes nor no.`
    }
    return text('createdAt') === '' ? null : this.#dates.fault(columnName('createdAt'), text('createdAt'))
  }
}
