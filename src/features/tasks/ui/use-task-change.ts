/** Changes of one task, bound to the version that was seen; says what went wrong. */
import { useQueryClient } from '@tanstack/react-query'
import { keyOf, useSend } from '../../../web/api/queries.ts'
import { notify } from '../../../web/ui/notify.ts'
import { explain } from '../../../web/ui/words.ts'
import type { TaskWithComments } from '../schema.ts'

interface TaskChange {
  readonly way?: 'assignee' | 'done' | 'reopen' | 'comments'
  readonly method: 'POST' | 'PUT' | 'PATCH'
  readonly body?: unknown
}

export function useTaskChange({ id, version }: Pick<TaskWithComments, 'id' | 'version'>) {
  const client = useQueryClient()
  const { mutate, isPending } = useSend<TaskWithComments>(['tasks'])
  const change = ({ way, method, body }: TaskChange, onDone?: (after: TaskWithComments) => void) =>
    mutate(
      {
        path: way === undefined ? `/tasks/${id}` : `/tasks/${id}/${way}`,
        method,
        version: `"${version}"`,
        ...(body === undefined ? {} : { body }),
      },
      {
        onSuccess(after) {
          client.setQueryData(keyOf(`/tasks/${id}`), after)
          onDone?.(after)
        },
        onError: (error) => notify({ message: explain(error), tone: 'bad' }),
      },
    )
  return { change, isPending }
}
