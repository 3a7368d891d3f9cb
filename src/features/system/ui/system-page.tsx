/** System: how the workbench itself is. */
import { useText } from '../../../web/lang.tsx'
import { Block } from '../../../web/ui/facts.tsx'
import { Page } from '../../../web/ui/page.tsx'
import { SpendView } from '../../prompts/ui/spend-view.tsx'
import { ImportsView } from './imports-view.tsx'
import { JobsView } from './jobs-view.tsx'
import { LettersView } from './letters-view.tsx'
import { NightsView } from './nights-view.tsx'
import { StoresView } from './stores-view.tsx'
import { words } from './words.ts'

export function SystemPage() {
  const t = useText()
  return (
    <Page title={t(words.title)} about={t(words.about)}>
      <NightsView />
      <JobsView />
      <LettersView />
      <Block title={t(words.stores)}>
        <StoresView />
      </Block>
      <SpendView />
      <ImportsView />
    </Page>
  )
}
