/** The field for a new password: what it must be is said before, what is missing while it is typed. */
import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../../web/lang.tsx'
import { words } from './entry-words.ts'

const SHORTEST = 12

/** What the server asks for first; the rest it knows alone. */
export function isLongEnough(password: string): boolean {
  return [...password.normalize('NFKC')].length >= SHORTEST
}

export function NewPassword({ value, onChange }: { value: string; onChange(value: string): void }) {
  const t = useText()
  const [left, setLeft] = useState(false)
  return (
    <PasswordInput
      label={t(words.newPassword)}
      description={t(words.passwordAbout)}
      name="new-password"
      autoComplete="new-password"
      required
      maxLength={200}
      visibilityToggleButtonProps={{ 'aria-label': t(words.showPassword) }}
      error={left && value !== '' && !isLongEnough(value) ? t(words.tooShort) : null}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => setLeft(true)}
    />
  )
}
