/** Which pages there are. To take one out: its feature's `ui/`, and its line here. Each is loaded when it is opened. */
import type { ComponentType } from 'react'
import type { Text } from '../../core/lang.ts'
import type { Right } from '../../core/rights.ts'

export interface PageSpec {
  /** '/desk', '/customers/$key' */
  readonly path: string
  readonly label: Text
  /** Name of the group in the menu it stands in; null: not in the menu. */
  readonly group: 'work' | 'knowledge' | 'conduct' | 'house' | null
  /** 'signed-in': whatever the role; 'anyone': before signing in. */
  readonly right: Right | 'signed-in' | 'anyone'
  /** Second key of its shortcut 'g d'. */
  readonly key?: string
  load(): Promise<ComponentType>
}

export const PAGES: readonly PageSpec[] = []
