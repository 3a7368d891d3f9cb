import { IconClockExclamation } from '@tabler/icons-react'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Person } from '../../../web/ui/person.tsx'
import { StateBadge } from '../../../web/ui/state-badge.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Task } from '../schema.ts'
import { isOverdue } from './due.ts'
import classes from './tasks.module.css'
import { words } from './words.ts'

/** @param today shop day */
export function taskColumns(today: string): readonly Column<Task>[] {
  return [
    { key: 'title', label: words.what, value: ({ title }) => title, width: 170, grow: 4 },
    {
      key: 'due',
      label: words.due,
      unit: 'date',
      value: ({ dueDay }) => dueDay,
      cell: (task) => <DueDay task={task} today={today} />,
      width: 120,
    },
    {
      key: 'assignee',
      label: words.assignee,
      value: ({ assignee }) => assignee?.name ?? null,
      cell: ({ assignee }) => (assignee === null ? '–' : <Person name={assignee.name} />),
      width: 130,
      hidden: 'narrow',
    },
    {
      key: 'state',
      label: words.state,
      value: ({ state }) => state,
      cell: ({ state }) => <StateBadge state={state} />,
      width: 90,
    },
    {
      key: 'comments',
      label: words.comments,
      unit: 'count',
      value: ({ commentCount }) => commentCount,
      width: 110,
      hidden: 'narrow',
    },
    {
      key: 'created',
      label: words.created,
      value: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => <When at={createdAt} />,
      width: 152,
      hidden: 'narrow',
    },
  ]
}

export function DueDay({ task, today }: { task: Pick<Task, 'state' | 'dueDay'>; today: string }) {
  const t = useText()
  const format = useFormat()
  if (task.dueDay === null) return '–'
  if (!isOverdue(task, today)) return format.day(task.dueDay)
  return (
    <span className={classes.late}>
      <IconClockExclamation size={14} role="img" aria-label={t(words.overdue)} />
      {format.day(task.dueDay)}
    </span>
  )
}
