import type { DemandKind, ForecastRow } from '../schema.ts'
import { DEMAND_KINDS } from '../schema.ts'

/** 'product:shop/1001': how a page's address names a forecast. */
export const placeOf = ({ kind, id }: Pick<ForecastRow, 'kind' | 'id'>): string => `${kind}:${id}`

/** Null where it names none. */
export function readPlace(place: string): { readonly kind: DemandKind; readonly id: string } | null {
  const end = place.indexOf(':')
  const kind = DEMAND_KINDS.find((one) => one === place.slice(0, end))
  const id = place.slice(end + 1)
  return kind === undefined || id === '' ? null : { kind, id }
}
