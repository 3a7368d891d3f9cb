/** What somebody narrowed a list to, kept under a name and found again: a view is the page's address behind the '?'. */
import { ActionIcon, Button, Checkbox, Popover, Stack, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { explain } from '../../../web/ui/words.ts'
import type { View } from '../schema.ts'
import classes from './saved-views.module.css'
import { words } from './words.ts'

/** @param page first part of the page's address: 'desk' */
export function SavedViews({ page }: { page: string }) {
  const t = useText()
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={300}>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconBookmark size={14} aria-hidden="true" />}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {t(words.views)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t(words.views)}>
        <Stack gap="sm">
          <ViewList page={page} onGo={() => setOpened(false)} />
          <NewView page={page} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function ViewList({ page, onGo }: { page: string; onGo: () => void }) {
  const t = useText()
  const navigate = useNavigate()
  const views = useRead<{ items: readonly View[] }>(`/views?page=${page}`).data?.items ?? []
  const remove = useSend(['views'])
  if (views.length === 0) return <p className={classes.none}>{t(words.none)}</p>
  const go = ({ query }: View) => {
    onGo()
    void navigate({ to: `/${page}`, search: Object.fromEntries(new URLSearchParams(query)) as never })
  }
  return (
    <ul className={classes.list}>
      {views.map((view) => (
        <li key={view.id}>
          <button type="button" className={classes.view} onClick={() => go(view)}>
            {view.title}
            {view.shared && <span>{t(words.shared)}</span>}
          </button>
          {view.mayDelete && (
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t(words.remove(view.title))}
              onClick={() =>
                remove.mutate(
                  { method: 'DELETE', path: `/views/${view.id}` },
                  { onError: (error) => notify({ message: explain(error), tone: 'bad' }) },
                )
              }
            >
              <IconTrash size={14} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  )
}

function NewView({ page }: { page: string }) {
  const t = useText()
  const query = useLocation({ select: ({ searchStr }) => searchStr.replace(/^\?/, '') })
  const [title, setTitle] = useState('')
  const [shared, setShared] = useState(false)
  const save = useSend<View>(['views'])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (title.trim() === '') return
        save.mutate(
          { method: 'POST', path: '/views', body: { page, title: title.trim(), query, shared } },
          {
            onSuccess: () => {
              setTitle('')
              notify({ message: words.saved, tone: 'good' })
            },
            onError: (error) => notify({ message: explain(error), tone: 'bad' }),
          },
        )
      }}
    >
      <Stack gap="xs">
        <TextInput
          size="xs"
          label={t(words.title)}
          value={title}
          maxLength={80}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Checkbox
          size="xs"
          label={t(words.share)}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <Button type="submit" size="xs" loading={save.isPending} disabled={title.trim() === ''}>
          {t(words.save)}
        </Button>
      </Stack>
    </form>
  )
}
