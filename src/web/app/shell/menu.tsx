import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../lang.tsx'
import { startOf } from '../pages.ts'
import { words } from '../words.ts'
import classes from './menu.module.css'
import { useCounts, useMenu } from './places.ts'

interface MenuProps {
  /** Above the groups. */
  readonly head?: ReactNode
  onGo?(): void
}

/** The pages in their groups, with what waits behind each. */
export function Menu({ head, onGo }: MenuProps) {
  const t = useText()
  const format = useFormat()
  const groups = useMenu()
  const counts = useCounts()
  return (
    <nav className={classes.menu} aria-label={t(words.menu)}>
      {head}
      {groups.map(({ name, pages }) => (
        <div key={name} className={classes.group}>
          <h2 className={classes.title} id={`menu-${name}`}>
            {t(words[name])}
          </h2>
          <ul aria-labelledby={`menu-${name}`}>
            {pages.map((page) => {
              const { label, icon: Icon } = page
              const path = startOf(page)
              const count = counts[path] ?? 0
              return (
                <li key={path}>
                  <Link
                    to={path}
                    className={classes.link}
                    activeOptions={{ exact: path === '/', includeSearch: false }}
                    activeProps={{ 'aria-current': 'page' }}
                    {...(onGo === undefined ? {} : { onClick: onGo })}
                  >
                    {Icon !== undefined && <Icon size={17} stroke={1.6} aria-hidden="true" />}
                    <span>{t(label)}</span>
                    {count > 0 && (
                      <span className={classes.count} title={t(words.waiting(count))}>
                        {format.count(count)}
                      </span>
                    )}
                  </Link>
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </nav>
  )
}
