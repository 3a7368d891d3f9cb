/** The desk: the queue of what waits for a person, and one proposal after the other to decide. */
import { useCallback, useDeferredValue, useRef } from 'react'
import { useText } from '../../../web/lang.tsx'
import { usePageTitle } from '../../../web/ui/page.tsx'
import { Split } from '../../../web/ui/split.tsx'
import { BatchDialog } from './batch-dialog.tsx'
import classes from './desk-page.module.css'
import { ListPanel } from './list-panel.tsx'
import { ProposalPane } from './proposal-pane.tsx'
import { useDesk } from './use-desk.ts'
import { words } from './words.ts'

export function DeskPage() {
  const t = useText()
  const desk = useDesk()
  const { rows, shownId, batch, decisions } = desk
  usePageTitle(t(words.title))
  // The list follows each key at once; the proposal beside it is drawn when there is time, and until then no key decides it.
  const paneId = useDeferredValue(shownId)
  const wantedId = useRef(shownId)
  wantedId.current = shownId
  const isCurrent = useCallback(() => wantedId.current === paneId, [paneId])
  const row = rows.find(({ id }) => id === paneId) ?? null
  return (
    <div className={classes.desk}>
      <p className={classes.unseen} aria-live="polite">
        {row === null ? '' : t(row.title)}
      </p>
      <Split
        listLabel={t(words.list)}
        detailLabel={t(words.proposal)}
        onBack={desk.back}
        list={<ListPanel desk={desk} />}
        detail={
          shownId === null || paneId === null ? null : (
            <ProposalPane
              id={paneId}
              row={row}
              decisions={decisions}
              hasKeys={batch === null}
              isCurrent={isCurrent}
              onBatch={desk.openBatch}
            />
          )
        }
        hint={rows.length > 0 ? <p className={classes.hint}>{t(words.chooseOne)}</p> : null}
      />
      {batch !== null && <BatchDialog subject={batch} onClose={() => desk.endBatch([])} onDecided={desk.endBatch} />}
    </div>
  )
}
