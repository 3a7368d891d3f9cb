/** Whether a task's day has gone by, in the days of the shop. */

/** Shop day of a moment, 'YYYY-MM-DD'. */
export function dayIn(timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return parts.format(new Date(at))
}

interface Due {
  readonly state: 'open' | 'done'
  readonly dueDay: string | null
}

/** Due today is not too late yet. */
export function isOverdue({ state, dueDay }: Due, today: string): boolean {
  return state === 'open' && dueDay !== null && dueDay < today
}
