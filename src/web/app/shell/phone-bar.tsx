import { IconMenu2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useFormat, useText } from '../../lang.tsx'
import { startOf } from '../pages.ts'
import { words } from '../words.ts'
import classes from './phone-bar.module.css'
import { useCounts, useMenu } from './places.ts'

/** What is needed on the way, at the thumb; the rest behind 'Mehr'. */
export function PhoneBar({ onMore }: { onMore: () => void }) {
  const t = useText()
  const format = useFormat()
  const counts = useCounts()
  const pages = useMenu()
    .flatMap((group) => group.pages)
    .filter(({ onPhone }) => onPhone === true)
    .slice(0, 4)
  return (
    <nav className={classes.bar} aria-label={t(words.menu)}>
      {pages.map((page) => {
        const { label, icon: Icon } = page
        const path = startOf(page)
        const count = counts[path] ?? 0
        return (
          <Link
            key={path}
            to={path}
            className={classes.item}
            activeOptions={{ exact: path === '/', includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {Icon !== undefined && <Icon size={20} stroke={1.6} aria-hidden="true" />}
            <span>
              {t(label)}
              {count > 0 && ` ${format.count(count)}`}
            </span>
          </Link>
        )
      })}
      <button type="button" className={classes.item} onClick={onMore}>
        <IconMenu2 size={20} stroke={1.6} aria-hidden="true" />
        {t(words.more)}
      </button>
    </nav>
  )
}
