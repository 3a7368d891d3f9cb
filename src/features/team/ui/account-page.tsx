/** One's own account: name and look, how one signs in, where one is signed in. */
import { ROLE_WORDS } from '../../../core/role-words.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { Page } from '../../../web/ui/page.tsx'
import type { Account } from '../schema.ts'
import classes from './account.module.css'
import { PasskeysSection } from './passkeys-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { ProfileSection } from './profile-section.tsx'
import { SessionsSection } from './sessions-section.tsx'
import { TotpSection } from './totp-section.tsx'
import { words } from './words.ts'

export function AccountPage() {
  const t = useText()
  const query = useRead<Account>('/account')
  const about =
    query.data === undefined ? undefined : words.accountAbout(query.data.email, ROLE_WORDS[query.data.role].title)
  return (
    <Page title={t(words.account)} {...(about === undefined ? {} : { about: t(about) })}>
      <Loaded query={query} lines={8}>
        {(account) => (
          <div className={classes.sections}>
            <ProfileSection account={account} />
            <PasswordSection account={account} />
            <PasskeysSection account={account} />
            <TotpSection account={account} />
            <SessionsSection />
          </div>
        )}
      </Loaded>
    </Page>
  )
}
