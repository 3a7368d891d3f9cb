/** How this browser shows the workbench: rows and shortcuts. Language and colours are the person's and go with them. */
import type { Lang } from '../../core/lang.ts'
import { useMe } from '../api/me.ts'
import { useRemembered, useRememberedChoice } from '../remember.ts'
import { useUsualLang } from '../surroundings.tsx'
import { KEYS_SETTING } from '../ui/keys.ts'

/** As chosen here, else as the person said in their account, else as the browser prefers. */
export function useLang(): [Lang, (lang: Lang) => void] {
  const [chosen, choose] = useRemembered('lang')
  const said = useMe()?.person?.language
  const usual = useUsualLang()
  return [chosen === 'de' || chosen === 'en' ? chosen : (said ?? usual), choose]
}

export const useDensity = () => useRememberedChoice('density', ['comfortable', 'compact'])

export const useKeysSetting = () => useRememberedChoice(KEYS_SETTING, ['on', 'off'])
