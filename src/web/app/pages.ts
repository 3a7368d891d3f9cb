/** Which pages there are. To take one out: its feature's `ui/`, and its line here. Each is loaded when it is opened. */
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Text } from '../../core/lang.ts'
import type { Right } from '../../core/rights.ts'

export const GROUPS = ['work', 'knowledge', 'conduct', 'house'] as const

export interface PageSpec {
  /** '/desk', '/customers/$key' */
  readonly path: string
  readonly label: Text
  /** Name of the group in the menu it stands in; null: not in the menu. */
  readonly group: (typeof GROUPS)[number] | null
  /** 'signed-in': whatever the role; 'anyone': before signing in, without the frame around it. */
  readonly right: Right | 'signed-in' | 'anyone'
  readonly icon?: Icon
  /** Second key of its shortcut 'g d'. */
  readonly key?: string
  /** Stands in the bar at the foot of a phone; there is room for four. */
  readonly onPhone?: true
  load(): Promise<() => ReactNode>
}

export const PAGES: readonly PageSpec[] = [
  {
    path: '/desk/{-$id}',
    label: { de: 'Pult', en: 'Desk' },
    group: 'work',
    right: 'desk.read',
    key: 'd',
    onPhone: true,
    load: () => import('../../features/desk/ui/desk-page.tsx').then(({ DeskPage }) => DeskPage),
  },
  {
    path: '/tasks/{-$id}',
    label: { de: 'Aufgaben', en: 'Tasks' },
    group: 'work',
    right: 'tasks.read',
    key: 't',
    load: () => import('../../features/tasks/ui/tasks-page.tsx').then(({ TasksPage }) => TasksPage),
  },
  {
    path: '/audiences/{-$id}',
    label: { de: 'Zielgruppen', en: 'Audiences' },
    group: 'knowledge',
    right: 'audiences.read',
    load: () => import('../../features/audiences/ui/audiences-page.tsx').then(({ AudiencesPage }) => AudiencesPage),
  },
  {
    path: '/autonomy',
    label: { de: 'Autonomie', en: 'Autonomy' },
    group: 'conduct',
    right: 'autonomy.read',
    key: 'u',
    load: () => import('../../features/autonomy/ui/autonomy-page.tsx').then(({ AutonomyPage }) => AutonomyPage),
  },
  {
    path: '/audit',
    label: { de: 'Protokoll', en: 'Audit log' },
    group: 'conduct',
    right: 'audit.read',
    load: () => import('../../features/audit/ui/audit-page.tsx').then(({ AuditPage }) => AuditPage),
  },
]
