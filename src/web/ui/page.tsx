/** The frame of a page's content: its name, what can be done, and the content at most 1,280 wide. */
import { Group, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import classes from './page.module.css'

interface PageProps {
  readonly title: string
  /** A line below the title. */
  readonly about?: ReactNode
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Page({ title, about, actions, children }: PageProps) {
  usePageTitle(title)
  return (
    <div className={classes.page}>
      <Group justify="space-between" align="flex-end" gap="md" className={classes.head ?? ''}>
        <div>
          <Title order={1} size="h2">
            {title}
          </Title>
          {about !== undefined && <div className={classes.about}>{about}</div>}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </div>
  )
}

/** What the browser calls the page. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Dirigent`
  }, [title])
}
