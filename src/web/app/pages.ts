/** Which pages there are. To take one out: its feature's `ui/`, and its line here. Each is loaded when it is opened. */
import {
  type Icon,
  IconAdjustmentsHorizontal,
  IconChecklist,
  IconInbox,
  IconListDetails,
  IconReport,
  IconSunrise,
  IconUsersGroup,
} from '@tabler/icons-react'
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

/** Where a page's link leads: its address without what need not be said ('/desk/{-$id}'). */
export const startOf = ({ path }: PageSpec): string => path.replace(/\/\{-\$[^}]*\}/g, '')

export const PAGES: readonly PageSpec[] = [
  {
    path: '/',
    label: { de: 'Heute', en: 'Today' },
    group: 'work',
    right: 'reports.read',
    icon: IconSunrise,
    key: 'h',
    onPhone: true,
    load: () => import('../../features/report/ui/today.tsx').then((m) => m.TodayPage),
  },
  {
    path: '/desk/{-$id}',
    label: { de: 'Pult', en: 'Desk' },
    group: 'work',
    right: 'desk.read',
    icon: IconInbox,
    key: 'd',
    onPhone: true,
    load: () => import('../../features/desk/ui/desk-page.tsx').then(({ DeskPage }) => DeskPage),
  },
  {
    path: '/tasks/{-$id}',
    label: { de: 'Aufgaben', en: 'Tasks' },
    group: 'work',
    right: 'tasks.read',
    icon: IconChecklist,
    key: 't',
    load: () => import('../../features/tasks/ui/tasks-page.tsx').then(({ TasksPage }) => TasksPage),
  },
  {
    path: '/reports',
    label: { de: 'Berichte', en: 'Reports' },
    group: 'knowledge',
    right: 'reports.read',
    icon: IconReport,
    key: 'b',
    onPhone: true,
    load: () => import('../../features/report/ui/reports-page.tsx').then(({ ReportsPage }) => ReportsPage),
  },
  {
    path: '/reports/$day',
    label: { de: 'Bericht', en: 'Report' },
    group: null,
    right: 'reports.read',
    load: () => import('../../features/report/ui/report-page.tsx').then(({ ReportPage }) => ReportPage),
  },
  {
    path: '/audiences/{-$id}',
    label: { de: 'Zielgruppen', en: 'Audiences' },
    group: 'knowledge',
    right: 'audiences.read',
    icon: IconUsersGroup,
    load: () => import('../../features/audiences/ui/audiences-page.tsx').then(({ AudiencesPage }) => AudiencesPage),
  },
  {
    path: '/autonomy',
    label: { de: 'Autonomie', en: 'Autonomy' },
    group: 'conduct',
    right: 'autonomy.read',
    icon: IconAdjustmentsHorizontal,
    key: 'u',
    load: () => import('../../features/autonomy/ui/autonomy-page.tsx').then(({ AutonomyPage }) => AutonomyPage),
  },
  {
    path: '/audit',
    label: { de: 'Protokoll', en: 'Audit log' },
    group: 'conduct',
    right: 'audit.read',
    icon: IconListDetails,
    load: () => import('../../features/audit/ui/audit-page.tsx').then(({ AuditPage }) => AuditPage),
  },
]
