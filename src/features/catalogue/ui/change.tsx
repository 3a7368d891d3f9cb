/** Up or down, by an arrow and a number: the colour is never all there is. */
import { useFormat } from '../../../web/lang.tsx'
import type { ProductRow } from '../schema.ts'
import { changeOf } from './change-of.ts'

export function Change({ row }: { row: Pick<ProductRow, 'revenue30Cents' | 'revenueBeforeCents'> }) {
  const format = useFormat()
  const change = changeOf(row)
  if (change === null) return <>–</>
  const isUp = change >= 0
  return (
    <span style={{ color: isUp ? 'var(--good)' : 'var(--bad)' }}>
      {isUp ? '↑' : '↓'} {format.value(Math.abs(change), 'ratio')}
    </span>
  )
}
