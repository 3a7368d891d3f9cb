/**
 * Who may see and decide what: one table, enforced where routes are served and shown on the Team page. Pure data, so that the
 * workbench's pages hide what the server would refuse.
 */

export const ROLES = [
  'owner',
  'marketing-lead',
  'content-editor',
  'sales',
  'chatbot-manager',
  'data-analyst',
  'viewer',
] as const
export type Role = (typeof ROLES)[number]

export const RIGHTS = [
  'reports.read',
  'insights.read',
  'desk.read',
  'desk.decide',
  'tasks.read',
  'tasks.write',
  'catalogue.read',
  'customers.read',
  'customers.export',
  'customers.erase',
  'audiences.read',
  'audiences.write',
  'events.read',
  'events.sources',
  'autonomy.read',
  'autonomy.change',
  'stop.press',
  'stop.release',
  'team.read',
  'team.manage',
  'keys.manage',
  'audit.read',
  'settings.read',
  'settings.change',
  'system.read',
  'system.run',
] as const
export type Right = (typeof RIGHTS)[number]

const READS = ['reports.read', 'insights.read', 'desk.read', 'tasks.read', 'catalogue.read', 'autonomy.read'] as const
const WORKS = [...READS, 'desk.decide', 'tasks.write', 'stop.press', 'team.read'] as const

/** What each role may. A right that a role does not have is refused with 403, whatever the page shows. */
export const RIGHTS_OF: Readonly<Record<Role, readonly Right[]>> = {
  owner: RIGHTS,
  'marketing-lead': RIGHTS.filter(
    (right) => !['team.manage', 'keys.manage', 'settings.change', 'customers.erase'].includes(right),
  ),
  'content-editor': [...WORKS, 'audiences.read'],
  sales: [...WORKS, 'audiences.read', 'audiences.write', 'customers.read', 'events.read'],
  'chatbot-manager': [...WORKS, 'customers.read', 'events.read'],
  'data-analyst': [
    ...READS,
    'tasks.write',
    'audiences.read',
    'audiences.write',
    'events.read',
    'system.read',
    'audit.read',
    'stop.press',
    'team.read',
  ],
  viewer: READS,
}

/** Whose drafts each role decides: a skill names the role that reviews it (`Skill.role`). */
const DECIDES_FOR: Readonly<Record<Role, readonly Role[]>> = {
  owner: ROLES,
  'marketing-lead': ROLES.filter((role) => role !== 'owner'),
  'content-editor': ['content-editor'],
  sales: ['sales'],
  'chatbot-manager': ['chatbot-manager'],
  'data-analyst': [],
  viewer: [],
}

function may(role: Role, right: Right): boolean {
  return RIGHTS_OF[role].includes(right)
}

/** Whether a role may decide on drafts that `reviewer` reviews. */
export function mayDecideFor(role: Role, reviewer: Role): boolean {
  return may(role, 'desk.decide') && DECIDES_FOR[role].includes(reviewer)
}
