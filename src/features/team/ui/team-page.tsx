/** Who works here, who is invited, what each role may, and keys for programs. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useText } from '../../../web/lang.tsx'
import { Page } from '../../../web/ui/page.tsx'
import type { MadeLink } from '../schema.ts'
import { InvitationsSection } from './invitations-section.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { KeysSection } from './keys-section.tsx'
import { PeopleSection } from './people-section.tsx'
import { RolesSection } from './roles-section.tsx'
import { LinkDialog } from './shown-once.tsx'
import classes from './team.module.css'
import { words } from './team-words.ts'

export function TeamPage() {
  const t = useText()
  const [manages, keeps] = [useMay('team.manage'), useMay('keys.manage')]
  const [isInviting, setInviting] = useState(false)
  const [made, setMade] = useState<MadeLink | null>(null)
  const invite = <Button onClick={() => setInviting(true)}>{t(words.invite)}</Button>
  return (
    <Page title={t(words.title)} about={t(words.about)} {...(manages ? { actions: invite } : {})}>
      <div className={classes.sections}>
        <PeopleSection manages={manages} />
        {manages && <InvitationsSection />}
        <RolesSection />
        {keeps && <KeysSection />}
      </div>
      {isInviting && (
        <InviteDialog
          onMade={(link) => {
            setInviting(false)
            setMade(link)
          }}
          onClose={() => setInviting(false)}
        />
      )}
      {made !== null && <LinkDialog link={made} onClose={() => setMade(null)} />}
    </Page>
  )
}
