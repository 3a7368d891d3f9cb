/** Forecasts: what will sell, and the one that was chosen beside it. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAddress } from '../../../web/address.ts'
import { useText } from '../../../web/lang.tsx'
import { Split } from '../../../web/ui/split.tsx'
import { ForecastList } from './forecast-list.tsx'
import { ForecastPane } from './forecast-pane.tsx'
import { words } from './words.ts'

const PATH = '/forecasts/{-$id}'

export function ForecastsPage() {
  const t = useText()
  const params: { readonly id?: string } = useParams({ strict: false })
  const { said } = useAddress()
  const navigate = useNavigate()
  const id = params.id ?? null
  useEffect(() => {
    document.title = `${t(words.title)} · Dirigent`
  }, [t])
  const go = (next: string | undefined) =>
    void navigate({ to: PATH, params: { id: next }, search: said, resetScroll: false })
  return (
    <Split
      listLabel={t(words.list)}
      detailLabel={t(words.one)}
      onBack={() => go(undefined)}
      list={<ForecastList selected={id} onOpen={go} />}
      detail={id === null ? null : <ForecastPane key={id} place={id} />}
    />
  )
}
