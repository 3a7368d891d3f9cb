/** The frame around every page: menu at the left, bar at the top, on a phone a bar at the foot. */
import { Drawer } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { listenLive, useConnectionLost } from '../../api/live.ts'
import { useText } from '../../lang.tsx'
import { usePhone } from '../../surroundings.tsx'
import { type KeyAction, useKeys } from '../../ui/keys.ts'
import { Baton } from '../../ui/machine-mark.tsx'
import { Notices } from '../../ui/notices.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { startOf } from '../pages.ts'
import { words } from '../words.ts'
import { Menu } from './menu.tsx'
import { PersonSettings } from './person-menu.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { useMenu } from './places.ts'
import classes from './shell.module.css'
import { StopBand, useStop } from './stop.tsx'
import { TopBar } from './top-bar.tsx'

export function Shell({ children }: { children: ReactNode }) {
  const t = useText()
  const client = useQueryClient()
  const phone = usePhone()
  const [sheet, setSheet] = useState(false)
  const stopped = useStop()?.active === true
  useEffect(() => listenLive(client), [client])
  return (
    <div className={classes.shell} {...(stopped ? { 'data-stopped': true } : {})}>
      <a href="#content" className={classes.skip}>
        {t(words.skip)}
      </a>
      {!phone && (
        <div className={classes.side}>
          <Menu
            head={
              <Link to="/" className={classes.brand}>
                <Baton size={18} />
                Dirigent
              </Link>
            }
          />
        </div>
      )}
      <div className={classes.main}>
        <TopBar phone={phone} />
        <StopBand />
        <LostBand />
        <main id="content" tabIndex={-1} className={classes.content}>
          {children}
        </main>
      </div>
      {phone && (
        <>
          <PhoneBar onMore={() => setSheet(true)} />
          <Drawer
            opened={sheet}
            onClose={() => setSheet(false)}
            position="bottom"
            size="85%"
            title={t(words.menu)}
            transitionProps={{ duration: 100 }}
            closeButtonProps={{ 'aria-label': t(uiWords.close) }}
          >
            <Menu onGo={() => setSheet(false)} />
            <PersonSettings onGo={() => setSheet(false)} />
          </Drawer>
        </>
      )}
      <Notices />
      <Jumps />
      <FocusAfterWay />
    </div>
  )
}

function LostBand() {
  const t = useText()
  const lost = useConnectionLost()
  return (
    <div role="status" className={lost ? classes.lost : undefined}>
      {lost && t(words.lost)}
    </div>
  )
}

/** 'g d' and the like, one for each page that has a key and may be seen. */
function Jumps(): null {
  const navigate = useNavigate()
  const groups = useMenu()
  const actions = useMemo(
    () =>
      groups.flatMap(({ pages }) =>
        pages.flatMap((page): KeyAction[] =>
          page.key === undefined
            ? []
            : [
                {
                  keys: `g ${page.key}`,
                  label: words.goTo(page.label),
                  run: () => void navigate({ to: startOf(page) }),
                },
              ],
        ),
      ),
    [groups, navigate],
  )
  useKeys(words.everywhere, actions)
  return null
}

/** Whoever cannot see the new page is brought to it; whoever works with the keys goes on from there. */
function FocusAfterWay(): null {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const [first] = useState(path)
  useEffect(() => {
    if (path !== undefined && path !== first && !document.activeElement?.closest('#content'))
      document.getElementById('content')?.focus({ preventScroll: true })
  }, [path, first])
  return null
}
