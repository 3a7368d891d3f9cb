/** Says what the workbench refused; anything else is a fault of ours and goes on. */
import { ApiError } from '../../../web/api/client.ts'
import { notify } from '../../../web/ui/notify.ts'
import { explain } from '../../../web/ui/words.ts'

export function tell(error: unknown): void {
  if (!(error instanceof ApiError)) throw error
  notify({ message: explain(error), tone: 'bad' })
}
