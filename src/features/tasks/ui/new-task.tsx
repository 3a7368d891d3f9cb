/** Writing a task by hand. */
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useMe } from '../../../web/api/me.ts'
import { useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import { useColleagues } from '../../desk/ui/use-colleagues.ts'
import type { TaskWithComments } from '../schema.ts'
import { TaskFields, type TaskWords } from './task-form.tsx'
import { words } from './words.ts'

interface NewTaskProps {
  onAdded(task: TaskWithComments): void
  onClose(): void
}

export function NewTask({ onAdded, onClose }: NewTaskProps) {
  const t = useText()
  const me = useMe()
  const people = useColleagues()
  const { mutate, isPending, error } = useSend<TaskWithComments>(['tasks'])
  const [task, setTask] = useState<TaskWords>({
    title: '',
    notes: '',
    role: me?.role ?? 'marketing-lead',
    dueDay: null,
  })
  const [assigneeId, setAssigneeId] = useState<string | null>(me?.kind === 'person' ? me.id : null)
  const save = () =>
    mutate(
      { path: '/tasks', method: 'POST', body: { ...task, title: task.title.trim(), assigneeId } },
      { onSuccess: onAdded },
    )
  return (
    <Confirm
      opened
      title={t(words.add)}
      action={t(words.save)}
      busy={isPending}
      disabled={task.title.trim() === ''}
      onConfirm={save}
      onClose={onClose}
    >
      {error !== null && <Failed error={error} />}
      <TaskFields value={task} onChange={setTask} />
      <NativeSelect
        mt="sm"
        label={t(words.assignee)}
        data={[{ value: '', label: t(words.nobody) }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        value={assigneeId ?? ''}
        onChange={(event) => setAssigneeId(event.target.value === '' ? null : event.target.value)}
      />
    </Confirm>
  )
}
