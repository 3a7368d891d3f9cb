/** Whether the log is as it was written: reckoned again when somebody asks. */
import { Button } from '@mantine/core'
import { IconLinkOff, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import classes from './audit.module.css'
import { broken, whole, words } from './words.ts'

interface Verdict {
  readonly entries: number
  readonly brokenAt: number | null
}

export function ChainState() {
  const t = useText()
  const format = useFormat()
  const [isAsked, ask] = useState(false)
  const query = useRead<Verdict>(isAsked ? '/audit/verify' : null)
  const verdict = query.data
  return (
    <div className={classes.chain} role="status">
      <Button
        size="compact-sm"
        variant="default"
        loading={isAsked && query.isFetching}
        onClick={() => (isAsked ? void query.refetch() : ask(true))}
      >
        {t(words.verify)}
      </Button>
      {query.error !== null && <Failed error={query.error} />}
      {isAsked && query.isPending && query.error === null && t(words.verifying)}
      {verdict !== undefined && verdict.brokenAt === null && (
        <span className={classes.good}>
          <IconShieldCheck size={16} aria-hidden="true" /> {t(whole(format.count(verdict.entries)))}
        </span>
      )}
      {verdict !== undefined && verdict.brokenAt !== null && (
        <span className={classes.bad}>
          <IconLinkOff size={16} aria-hidden="true" /> {t(broken(format.count(verdict.brokenAt)))}
        </span>
      )}
    </div>
  )
}
