/** Changes what one skill may do alone, bound to the version that was seen. */
import { ApiError } from '../../../web/api/client.ts'
import { useSend } from '../../../web/api/queries.ts'
import { notify } from '../../../web/ui/notify.ts'
import { explain } from '../../../web/ui/words.ts'
import type { AutonomySettings, SkillAutonomy } from '../schema.ts'
import { words } from './words.ts'

export function useSaveSettings({ skill, version }: SkillAutonomy) {
  const { mutate, isPending } = useSend<SkillAutonomy>(['autonomy'])
  const save = (settings: AutonomySettings) =>
    mutate(
      { path: `/autonomy/skills/${encodeURIComponent(skill)}`, method: 'PUT', body: settings, version: `"${version}"` },
      {
        onSuccess: () => notify({ message: words.saved, tone: 'good' }),
        onError: (error) => notify({ message: sentenceOf(error), tone: 'bad' }),
      },
    )
  return { save, isSaving: isPending }
}

function sentenceOf(error: ApiError) {
  return error instanceof ApiError && error.status === 412 ? words.changed : explain(error)
}
