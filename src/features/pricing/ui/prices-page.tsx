/** The price desk: every price with what the night found, and beside it a product, the guardrails, competitors or the results. */
import { useOpened } from '../../../web/address.ts'
import { useText } from '../../../web/lang.tsx'
import { usePageTitle } from '../../../web/ui/page.tsx'
import { Split } from '../../../web/ui/split.tsx'
import { CompetitorsPane } from './competitors-pane.tsx'
import { PriceList } from './price-list.tsx'
import { PricePane } from './price-pane.tsx'
import { ResultsPane } from './results-pane.tsx'
import { RulesPane } from './rules-pane.tsx'
import { words } from './words.ts'

export function PricesPage() {
  const t = useText()
  const { id, open } = useOpened('/prices/{-$id}')
  usePageTitle(t(words.title))
  return (
    <Split
      listLabel={t(words.list)}
      detailLabel={t(words.detail)}
      onBack={() => open(undefined)}
      list={<PriceList selected={id} onOpen={open} />}
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
