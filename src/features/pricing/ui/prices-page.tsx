/** The price desk: every price with what the night found, and beside it a product, the guardrails, competitors or the results. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAddress } from '../../../web/address.ts'
import { useText } from '../../../web/lang.tsx'
import { Split } from '../../../web/ui/split.tsx'
import { CompetitorsPane } from './competitors-pane.tsx'
import { PriceList } from './price-list.tsx'
import { PricePane } from './price-pane.tsx'
import { ResultsPane } from './results-pane.tsx'
import { RulesPane } from './rules-pane.tsx'
import { words } from './words.ts'

const PATH = '/prices/{-$id}'

export function PricesPage() {
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
      detailLabel={t(words.detail)}
      onBack={() => go(undefined)}
      list={<PriceList selected={id} onOpen={go} />}
      detail={id === null ? null : <Detail id={id} />}
    />
  )
}

function Detail({ id }: { id: string }) {
  switch (id) {
    case 'rules':
      return <RulesPane />
    case 'competitors':
      return <CompetitorsPane />
    case 'results':
      return <ResultsPane />
    default:
      return <PricePane key={id} id={id} />
  }
}
