import { z } from 'zod'

/** Text that may go into a question to the state store: PostgreSQL knows no character of code 0. */
export const plainText = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !text.includes('\0'), 'holds a character of code 0')
