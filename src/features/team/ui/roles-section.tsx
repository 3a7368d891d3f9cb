/** What each role may: the table the server decides by. */
import { IconCheck } from '@tabler/icons-react'
import { useRead } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import type { RolesView } from '../schema.ts'
import classes from './team.module.css'
import { words } from './team-words.ts'

export function RolesSection() {
  const t = useText()
  const query = useRead<RolesView>('/roles')
  return (
    <section aria-labelledby="roles">
      <h2 id="roles">{t(words.roles)}</h2>
      <p className={classes.about}>{t(words.rolesAbout)}</p>
      <Loaded query={query} lines={6}>
        {({ roles, rights }) => (
          <>
            <dl className={classes.roleAbout}>
              {roles.map(({ role, title, about }) => (
                <div key={role}>
                  <dt>{t(title)}</dt>
                  <dd>{t(about)}</dd>
                </div>
              ))}
            </dl>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
            <section className={classes.roles} tabIndex={0} aria-label={t(words.rolesAbout)}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t(words.theRight)}</th>
                    {roles.map(({ role, title }) => (
                      <th key={role} scope="col">
                        {t(title)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rights.map(({ right, to }) => (
                    <tr key={right}>
                      <th scope="row">{t(to)}</th>
                      {roles.map(({ role, rights: has }) => (
                        <td key={role}>
                          {has.includes(right) ? (
                            <IconCheck size={16} aria-label={t(words.yes)} role="img" />
                          ) : (
                            <span className={classes.meta}>–</span>
                          )}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </>
        )}
      </Loaded>
    </section>
  )
}
