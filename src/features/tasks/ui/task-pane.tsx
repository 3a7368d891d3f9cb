/** One task: what it is about, where it came from, who does it, and what was said. */
import { Button, Group, NativeSelect } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ROLE_WORDS } from '../../../core/role-words.ts'
import { useMay, useMe } from '../../../web/api/me.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { GrowingTextarea } from '../../../web/ui/growing-textarea.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { Baton } from '../../../web/ui/machine-mark.tsx'
import { Person } from '../../../web/ui/person.tsx'
import { StateBadge } from '../../../web/ui/state-badge.tsx'
import { When } from '../../../web/ui/when.tsx'
import { useColleagues } from '../../desk/ui/use-colleagues.ts'
import type { TaskWithComments } from '../schema.ts'
import { DueDay } from './columns.tsx'
import { dayIn } from './due.ts'
import { TaskFields } from './task-form.tsx'
import classes from './tasks.module.css'
import { useTaskChange } from './use-task-change.ts'
import { words } from './words.ts'

export function TaskPane({ id }: { id: string }) {
  const query = useRead<TaskWithComments>(`/tasks/${id}`)
  return (
    <div className={classes.pane}>
      <Loaded query={query} lines={6}>
        {(task) => <TaskView task={task} />}
      </Loaded>
    </div>
  )
}

function TaskView({ task }: { task: TaskWithComments }) {
  const t = useText()
  const { timeZone } = useLocale()
  const may = useMay('tasks.write')
  const [isEditing, setEditing] = useState(false)
  const { change, isPending } = useTaskChange(task)
  if (isEditing) return <EditTask task={task} onClose={() => setEditing(false)} />
  const { title, notes, state, role, finding, proposalId, createdAt, createdBy, doneAt, doneBy } = task
  return (
    <article>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.meta}>
        <StateBadge state={state} />
        <span>{t(ROLE_WORDS[role].title)}</span>
        <span>
          {t(words.due)} <DueDay task={task} today={dayIn(timeZone, Date.now())} />
        </span>
        <span>
          {createdBy.id === 'system' && <Baton size={12} />} {createdBy.name} <When at={createdAt} />
        </span>
        {doneAt !== null && (
          <span>
            {t(words.doneBy)} {doneBy?.name} <When at={doneAt} />
          </span>
        )}
      </p>
      {notes !== '' && <p className={classes.notes}>{notes}</p>}
      <p className={classes.links}>
        {finding !== null && (
          <Link to="/reports/$day" params={{ day: finding.reportDay }} hash={finding.id}>
            {t(words.finding)}
          </Link>
        )}
        {proposalId !== null && (
          <Link to="/desk/{-$id}" params={{ id: proposalId }}>
            {t(words.proposal)}
          </Link>
        )}
      </p>
      {may && (
        <Group gap="xs" mb="md">
          <Button
            loading={isPending}
            variant={state === 'open' ? 'filled' : 'default'}
            onClick={() => change({ way: state === 'open' ? 'done' : 'reopen', method: 'POST' })}
          >
            {t(state === 'open' ? words.done : words.reopen)}
          </Button>
          <Button variant="default" onClick={() => setEditing(true)}>
            {t(words.edit)}
          </Button>
        </Group>
      )}
      <Assignee task={task} />
      <Comments task={task} />
    </article>
  )
}

function EditTask({ task, onClose }: { task: TaskWithComments; onClose(): void }) {
  const t = useText()
  const [value, setValue] = useState({ title: task.title, notes: task.notes, role: task.role, dueDay: task.dueDay })
  const { change, isPending } = useTaskChange(task)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change({ method: 'PATCH', body: { ...value, title: value.title.trim() } }, onClose)
      }}
    >
      <TaskFields value={value} onChange={setValue} />
      <Group gap="xs" mt="md">
        <Button type="submit" loading={isPending} disabled={value.title.trim() === ''}>
          {t(words.save)}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t(words.cancel)}
        </Button>
      </Group>
    </form>
  )
}

function Assignee({ task }: { task: TaskWithComments }) {
  const t = useText()
  const me = useMe()
  const may = useMay('tasks.write')
  const people = useColleagues()
  const { change, isPending } = useTaskChange(task)
  const { assignee } = task
  const assign = (assigneeId: string | null) => change({ way: 'assignee', method: 'PUT', body: { assigneeId } })
  if (!may)
    return (
      <p>
        {t(words.assignee)}: {assignee === null ? t(words.nobody) : <Person name={assignee.name} />}
      </p>
    )
  const isListed = assignee === null || people.some(({ id }) => id === assignee.id)
  return (
    <Group gap="xs" align="flex-end" mb="md">
      <NativeSelect
        label={t(words.assignee)}
        disabled={isPending}
        data={[
          { value: '', label: t(words.nobody) },
          ...(isListed || assignee === null ? [] : [{ value: assignee.id, label: assignee.name }]),
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={assignee?.id ?? ''}
        onChange={(event) => assign(event.target.value === '' ? null : event.target.value)}
      />
      {me?.kind === 'person' && assignee?.id !== me.id && (
        <Button variant="subtle" loading={isPending} onClick={() => assign(me.id)}>
          {t(words.take)}
        </Button>
      )}
    </Group>
  )
}

function Comments({ task }: { task: TaskWithComments }) {
  const t = useText()
  const may = useMay('tasks.write')
  const [text, setText] = useState('')
  const { change, isPending } = useTaskChange(task)
  const save = () => change({ way: 'comments', method: 'POST', body: { text: text.trim() } }, () => setText(''))
  return (
    <section aria-labelledby="comments">
      <h3 id="comments" className={classes.part}>
        {t(words.comments)}
      </h3>
      <ol className={classes.comments}>
        {task.comments.map(({ id, author, at, text: said }) => (
          <li key={id}>
            <p className={classes.meta}>
              <Person name={author.name} /> <When at={at} />
            </p>
            <p className={classes.notes}>{said}</p>
          </li>
        ))}
      </ol>
      {may && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <GrowingTextarea
            rows={1}
            mostRows={8}
            maxLength={5_000}
            aria-label={t(words.comment)}
            placeholder={t(words.commentHint)}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button
            mt={6}
            type="submit"
            size="compact-sm"
            variant="default"
            loading={isPending}
            disabled={text.trim() === ''}
          >
            {t(words.comment)}
          </Button>
        </form>
      )}
    </section>
  )
}
