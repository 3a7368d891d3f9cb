/** Who is signed in, and what they may. The workbench enforces it; pages only hide what it would refuse. */
import type { Lang } from '../../core/lang.ts'
import type { Right, Role } from '../../core/rights.ts'
import { useRead } from './queries.ts'

export interface Me {
  readonly kind: 'person' | 'key' | 'cli'
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly rights: readonly Right[]
  readonly person: { readonly email: string; readonly language: Lang } | null
}

const ME_PATH = '/session/me'

/** Null while it is not known yet. */
export function useMe(): Me | null {
  return useRead<Me>(ME_PATH).data ?? null
}

export function useMay(right: Right): boolean {
  return useMe()?.rights.includes(right) ?? false
}
