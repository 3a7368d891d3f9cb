/** Which pages there are. To take one out: its feature's `ui/`, and its line here. Each is loaded when it is opened. */
import {
  type Icon,
  IconActivity,
  IconAdjustmentsHorizontal,
  IconCalendar,
  IconChartLine,
  IconChecklist,
  IconInbox,
  IconListDetails,
  IconMessage2,
  IconPackages,
  IconReport,
  IconServer,
  IconSettings,
  IconSunrise,
  IconTag,
  IconTargetArrow,
  IconTemplate,
  IconTextCaption,
  IconTextPlus,
  IconUserCog,
  IconUsers,
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
  /** What the page reads first, asked for while the page itself is on its way. */
  readonly reads?: readonly string[]
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
    reads: ['/today'],
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
    path: '/texts/{-$id}',
    label: { de: 'Texte', en: 'Texts' },
    group: 'work',
    right: 'catalogue.read',
    icon: IconTextCaption,
    key: 'x',
    load: () => import('../../features/content/ui/texts-page.tsx').then(({ TextsPage }) => TextsPage),
  },
  {
    path: '/texts-about',
    label: { de: 'Texte über mehrere Produkte', en: 'Texts about several products' },
    group: null,
    right: 'catalogue.read',
    load: () => import('../../features/content/ui/about-page.tsx').then(({ AboutPage }) => AboutPage),
  },
  {
    path: '/prices/{-$id}',
    label: { de: 'Preise', en: 'Prices' },
    group: 'work',
    right: 'catalogue.read',
    icon: IconTag,
    key: 'i',
    load: () => import('../../features/pricing/ui/prices-page.tsx').then(({ PricesPage }) => PricesPage),
  },
  {
    path: '/plan',
    label: { de: 'Redaktionsplan', en: 'Content plan' },
    group: 'work',
    right: 'desk.read',
    icon: IconCalendar,
    key: 'p',
    load: () => import('../../features/publish/ui/plan-page.tsx').then(({ PlanPage }) => PlanPage),
  },
  {
    path: '/bulk-texts',
    label: { de: 'Viele Texte', en: 'Many texts' },
    group: 'work',
    right: 'desk.read',
    icon: IconTextPlus,
    load: () => import('../../features/bulk-texts/ui/bulk-page.tsx').then(({ BulkPage }) => BulkPage),
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
    path: '/customers/{-$key}',
    label: { de: 'Kunden', en: 'Customers' },
    group: 'knowledge',
    right: 'customers.read',
    icon: IconUsers,
    key: 'k',
    load: () => import('../../features/customer-profiles/ui/customers-page.tsx').then((m) => m.CustomersPage),
  },
  {
    path: '/orders/$id',
    label: { de: 'Bestellung', en: 'Order' },
    group: null,
    right: 'customers.read',
    load: () => import('../../features/customer-profiles/ui/order-page.tsx').then(({ OrderPage }) => OrderPage),
  },
  {
    path: '/products/{-$id}',
    label: { de: 'Sortiment', en: 'Catalogue' },
    group: 'knowledge',
    right: 'catalogue.read',
    icon: IconPackages,
    key: 's',
    load: () => import('../../features/catalogue/ui/catalogue-page.tsx').then(({ CataloguePage }) => CataloguePage),
  },
  {
    path: '/forecasts/{-$id}',
    label: { de: 'Vorhersagen', en: 'Forecasts' },
    group: 'knowledge',
    right: 'insights.read',
    icon: IconChartLine,
    key: 'v',
    load: () => import('../../features/demand/ui/forecasts-page.tsx').then(({ ForecastsPage }) => ForecastsPage),
  },
  {
    path: '/forecast-accuracy',
    label: { de: 'Treffsicherheit', en: 'Accuracy' },
    group: 'knowledge',
    right: 'insights.read',
    icon: IconTargetArrow,
    load: () => import('../../features/demand/ui/accuracy-page.tsx').then(({ AccuracyPage }) => AccuracyPage),
  },
  {
    path: '/events',
    label: { de: 'Ereignisse', en: 'Events' },
    group: 'knowledge',
    right: 'events.read',
    icon: IconActivity,
    key: 'e',
    load: () => import('../../features/live-events/ui/events-page.tsx').then(({ EventsPage }) => EventsPage),
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
    path: '/voice',
    label: { de: 'Stimme', en: 'Voice' },
    group: 'conduct',
    right: 'catalogue.read',
    icon: IconMessage2,
    load: () => import('../../features/voice/ui/voice-page.tsx').then(({ VoicePage }) => VoicePage),
  },
  {
    path: '/prompts/{-$name}',
    label: { de: 'Prompts', en: 'Prompts' },
    group: 'conduct',
    right: 'catalogue.read',
    icon: IconTemplate,
    load: () => import('../../features/prompts/ui/prompts-page.tsx').then(({ PromptsPage }) => PromptsPage),
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
  {
    path: '/settings',
    label: { de: 'Einstellungen', en: 'Settings' },
    group: 'house',
    right: 'settings.read',
    icon: IconSettings,
    load: () => import('../../features/settings/ui/settings-page.tsx').then(({ SettingsPage }) => SettingsPage),
  },
  {
    path: '/system',
    label: { de: 'System', en: 'System' },
    group: 'house',
    right: 'system.read',
    icon: IconServer,
    key: 'y',
    load: () => import('../../features/system/ui/system-page.tsx').then(({ SystemPage }) => SystemPage),
  },
  {
    path: '/team',
    label: { de: 'Team', en: 'Team' },
    group: 'house',
    right: 'team.read',
    icon: IconUserCog,
    load: () => import('../../features/team/ui/team-page.tsx').then(({ TeamPage }) => TeamPage),
  },
  {
    path: '/account',
    label: { de: 'Konto', en: 'Account' },
    group: null,
    right: 'signed-in',
    load: () => import('../../features/team/ui/account-page.tsx').then(({ AccountPage }) => AccountPage),
  },
  {
    path: '/sign-in',
    label: { de: 'Anmelden', en: 'Sign in' },
    group: null,
    right: 'anyone',
    load: () => import('../../features/team/ui/sign-in-page.tsx').then(({ SignInPage }) => SignInPage),
  },
  {
    path: '/welcome',
    label: { de: 'Willkommen', en: 'Welcome' },
    group: null,
    right: 'anyone',
    load: () => import('../../features/team/ui/welcome-page.tsx').then(({ WelcomePage }) => WelcomePage),
  },
]
