/** What people have to do: mine or all, by the day they are due, with one of them beside the list. */
import { Button, SegmentedControl } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { send } from '../../../web/api/client.ts'
import { useMay } from '../../../web/api/me.ts'
import { useList } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { useKeys } from '../../../web/ui/keys.ts'
import { Empty, Failed, Waiting } from '../../../web/ui/loaded.tsx'
import { usePageTitle } from '../../../web/ui/page.tsx'
import { Split } from '../../../web/ui/split.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { SavedViews } from '../../views/ui/saved-views.tsx'
import type { Task, View } from '../schema.ts'
import { taskColumns } from './columns.tsx'
import { dayIn } from './due.ts'
import { NewTask } from './new-task.tsx'
import { TaskPane } from './task-pane.tsx'
import classes from './tasks.module.css'
import { viewWords, words } from './words.ts'

const VIEWS = ['mine', 'open', 'done', 'all'] as const satisfies readonly View[]
const PATH = '/tasks/{-$id}'

export function TasksPage() {
  const t = useText()
  const params: { readonly id?: string } = useParams({ strict: false })
  const search: { readonly view?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const [isAdding, setAdding] = useState(false)
  const view = VIEWS.find((one) => one === search.view) ?? 'mine'
  const path = `/tasks?view=${view}&limit=200`
  const list = useList<Task>(path)
  const id = params.id ?? null
  const go = (to: { id?: string | null; view?: View }) =>
    void navigate({
      to: PATH,
      params: { id: (to.id === undefined ? id : to.id) ?? undefined },
      search: { view: to.view ?? view },
      resetScroll: false,
    })
  usePageTitle(t(words.title))
  const move = (by: number) => {
    const at = list.items.findIndex((task) => task.id === id)
    const next = list.items[at === -1 ? 0 : at + by]
    if (next !== undefined) go({ id: next.id })
  }
  useKeys(
    words.title,
    [
      { keys: 'j', label: words.next, run: () => move(1) },
      { keys: 'k', label: words.previous, run: () => move(-1) },
      { keys: 'n', label: words.add, run: () => setAdding(true) },
    ],
    !isAdding,
  )
  return (
    <>
      <Split
        listLabel={t(words.title)}
        detailLabel={t(words.task)}
        onBack={() => go({ id: null })}
        list={
          <TaskList
            list={list}
            path={path}
            view={view}
            selected={id}
            onView={(next) => go({ view: next, id: null })}
            onOpen={(task) => go({ id: task.id })}
            onAdd={() => setAdding(true)}
          />
        }
        detail={id === null ? null : <TaskPane key={id} id={id} />}
      />
      {isAdding && (
        <NewTask
          onClose={() => setAdding(false)}
          onAdded={(task) => {
            setAdding(false)
            go({ id: task.id })
          }}
        />
      )}
    </>
  )
}

interface TaskListProps {
  readonly list: ReturnType<typeof useList<Task>>
  readonly path: string
  readonly view: View
  readonly selected: string | null
  onView(view: View): void
  onOpen(task: Task): void
  onAdd(): void
}

function TaskList({ list, path, view, selected, onView, onOpen, onAdd }: TaskListProps) {
  const t = useText()
  const { timeZone } = useLocale()
  const may = useMay('tasks.write')
  const [columns] = useState(() => taskColumns(dayIn(timeZone, Date.now())))
  return (
    <div className={classes.list}>
      <div className={classes.head}>
        <h1>{t(words.title)}</h1>
        {may && (
          <Button size="compact-sm" onClick={onAdd}>
            {t(words.add)}
          </Button>
        )}
      </div>
      {list.error !== null && list.items.length === 0 ? (
        <Failed error={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Waiting lines={8} />
      ) : (
        <DataTable
          name="tasks"
          label={t(words.title)}
          columns={columns}
          rows={list.items}
          rowKey={({ id }) => id}
          selected={selected}
          roomy={selected === null}
          onOpen={onOpen}
          maxHeight="calc(100dvh - 190px)"
          more={{ ...list.more, all: () => readAll(path) }}
          tools={
            <>
              <SegmentedControl
                size="xs"
                aria-label={t(words.view)}
                data={VIEWS.map((one) => ({ value: one, label: t(viewWords[one]) }))}
                value={view}
                onChange={(value) => onView(VIEWS.find((one) => one === value) ?? 'mine')}
              />
              <SavedViews page="tasks" />
            </>
          }
          empty={
            view === 'mine' ? (
              <Empty
                title={t(words.noneOfMine)}
                action={
                  <Button variant="default" onClick={() => onView('open')}>
                    {t(words.showOpen)}
                  </Button>
                }
              >
                {t(words.mineHint)}
              </Empty>
            ) : (
              <Empty title={t(words.empty)} action={may ? <Button onClick={onAdd}>{t(words.add)}</Button> : undefined}>
                {t(words.emptyHint)}
              </Empty>
            )
          }
        />
      )}
    </div>
  )
}

async function readAll(path: string): Promise<Task[]> {
  const found: Task[] = []
  let after: string | null = null
  do {
    const place: string = after === null ? '' : `&after=${encodeURIComponent(after)}`
    const piece: { items: Task[]; next: string | null } = await send(`${path}${place}`)
    found.push(...piece.items)
    after = piece.next
  } while (after !== null)
  return found
}
