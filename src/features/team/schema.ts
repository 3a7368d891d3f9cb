/** What the routes of the team take and give. Pages import the types alone. */
import { z } from 'zod'
import { LANGS } from '../../core/lang.ts'
import { RIGHTS, type Right, ROLES } from '../../core/rights.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const instant = z.iso.datetime()
const id = z.number().int().positive()
export const idParams = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u, 'must be one line')
const nameSchema = line(100)
export const emailSchema = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>",;:\p{Cc}]+@[^\s@<>",;:\p{Cc}]+$/u, 'must be a mail address')
/** As it was typed; what a password must be is said where one is set. */
const typedPassword = z.string().min(1).max(1_000)
const typedCode = z.string().trim().min(1).max(40)
const tokenSchema = z.string().min(1).max(200)
const langSchema = z.enum(LANGS)
const roleSchema = z.enum(ROLES)
const rightSchema = z.enum(RIGHTS)

/** Somebody of the team, as the team sees them. */
export const personSchema = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  createdAt: instant,
  /** When they last signed in; null: never yet. */
  seenAt: instant.nullable(),
  disabledAt: instant.nullable(),
  /** Whether more than a password is asked of them; null for those who do not manage the team. */
  secondFactor: z.boolean().nullable(),
  version: z.number().int(),
})
export type PersonView = z.infer<typeof personSchema>

/** Who is signed in. */
export const meSchema = z.object({
  kind: z.enum(['person', 'key', 'cli']),
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  rights: z.array(rightSchema),
  /** Null for a key and for the command line. */
  person: z
    .object({
      id,
      email: z.string(),
      language: langSchema,
      theme: z.enum(THEMES),
      /** Until when what is delicate needs no further proof that it is this person. */
      confirmedUntil: instant,
    })
    .nullable(),
})
export type Me = z.infer<typeof meSchema>

export const signInBody = z.object({
  email: z.string().min(1).max(254),
  password: typedPassword,
  /** Of the authenticator app, or one of the recovery codes; asked for where the account has a second factor. */
  code: typedCode.optional(),
})

/** 'second-factor': the password is right; send it again with a code. */
export const signedInSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('signed-in'), me: meSchema }),
  z.object({ status: z.literal('second-factor') }),
])
export type SignedIn = z.infer<typeof signedInSchema>

const base64url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/, 'must be base64url')

/** What `navigator.credentials.get()` gave, as JSON. */
export const assertionSchema = z.object({
  id: base64url(2_000),
  rawId: base64url(2_000),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(8_000),
    authenticatorData: base64url(8_000),
    signature: base64url(8_000),
    userHandle: base64url(200).nullish(),
  }),
})
export type Assertion = z.infer<typeof assertionSchema>

/** What `navigator.credentials.create()` gave, as JSON. */
const attestationSchema = z.object({
  id: base64url(2_000),
  rawId: base64url(2_000),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(8_000),
    attestationObject: base64url(50_000),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(8)
      .default([]),
  }),
})
export type Attestation = z.infer<typeof attestationSchema>

export const confirmBody = z.union([z.object({ password: typedPassword }), z.object({ passkey: assertionSchema })])

/** Options for the browser's `navigator.credentials`, made by the server and handed through as they are. */
export const passkeyOptionsSchema = z.record(z.string(), z.unknown())

export const setupSchema = z.object({
  /** Nobody is in the team yet: the link that was printed at the start makes the owner. */
  needsOwner: z.boolean(),
  /** Whether the workbench can send mail: else links are handed over by a person. */
  mail: z.boolean(),
  /** Browsers know passkeys for host names alone, not for 127.0.0.1. */
  passkeys: z.boolean(),
})
export type Setup = z.infer<typeof setupSchema>

export const LINK_KINDS = ['owner', 'invitation', 'reset'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

export const lookBody = z.object({ token: tokenSchema })
/** What a link is for. */
export const linkSchema = z.object({
  kind: z.enum(LINK_KINDS),
  /** Null for the owner's, who says it. */
  email: z.string().nullable(),
  name: z.string().nullable(),
  role: roleSchema.nullable(),
  language: langSchema,
  expiresAt: instant,
})
export type LinkView = z.infer<typeof linkSchema>

export const useLinkBody = z.object({
  token: tokenSchema,
  password: typedPassword,
  /** Of a new person. */
  name: nameSchema.optional(),
  /** Of the owner: an invitation says it itself. */
  email: emailSchema.optional(),
  language: langSchema.optional(),
})

export const forgotBody = z.object({ email: z.string().min(1).max(254) })

export const accountSchema = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  language: langSchema,
  theme: z.enum(THEMES),
  hasPassword: z.boolean(),
  totp: z.object({ on: z.boolean(), recoveryCodesLeft: z.number().int() }),
  passkeys: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      /** Host it works for. */
      host: z.string(),
      /** Kept in a password manager or cloud, and so on several devices. */
      synced: z.boolean(),
      createdAt: instant,
      usedAt: instant.nullable(),
    }),
  ),
})
export type Account = z.infer<typeof accountSchema>

export const accountChange = z
  .object({ name: nameSchema, language: langSchema, theme: z.enum(THEMES) })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'name, language or theme')

export const passwordBody = z.object({ password: typedPassword })
export const newPasskeyBody = z.object({ label: line(60), passkey: attestationSchema })
export const passkeyParams = z.object({ id: base64url(2_000) })
export const codeBody = z.object({ code: typedCode })

/** To be shown once: as a picture made from `uri`, and to type. */
export const newTotpSchema = z.object({ secret: z.string(), uri: z.string() })
/** To be shown once. */
export const recoveryCodesSchema = z.object({ codes: z.array(z.string()) })

export const sessionSchema = z.object({
  id,
  device: z.string(),
  network: z.string(),
  createdAt: instant,
  seenAt: instant,
  /** Whether it is the one that asks. */
  current: z.boolean(),
})
export type SessionView = z.infer<typeof sessionSchema>

export const newInvitationBody = z.object({ email: emailSchema, role: roleSchema, language: langSchema.optional() })
export const invitationSchema = z.object({
  id,
  email: z.string(),
  role: roleSchema,
  madeBy: z.string(),
  madeAt: instant,
  expiresAt: instant,
})
export type InvitationView = z.infer<typeof invitationSchema>

/** A link that works once. It is told here and never again; whoever has it is let in. */
export const madeLinkSchema = z.object({
  id,
  url: z.string(),
  expiresAt: instant,
  /** Whether it was mailed as well. */
  mailed: z.boolean(),
})
export type MadeLink = z.infer<typeof madeLinkSchema>

export const roleBody = z.object({ role: roleSchema })

/** Rights that no key can have: a program does not decide who may do what. */
const FOR_PEOPLE: readonly Right[] = ['team.manage', 'keys.manage']
const KEY_SCOPES = RIGHTS.filter((right) => !FOR_PEOPLE.includes(right))
const MOST_KEY_DAYS = 366

export const newKeyBody = z.object({
  name: line(60),
  scopes: z.array(z.enum(KEY_SCOPES)).min(1).max(RIGHTS.length),
  days: z.number().int().min(1).max(MOST_KEY_DAYS).default(90),
})
export const keySchema = z.object({
  id,
  name: z.string(),
  scopes: z.array(rightSchema),
  madeBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  usedAt: instant.nullable(),
})
export type KeyView = z.infer<typeof keySchema>
/** `secret` is told here and never again. */
export const madeKeySchema = z.object({ key: keySchema, secret: z.string() })

const textSchema = z.object({ de: z.string(), en: z.string() })
/** Who may do what, for people to read. */
export const rolesSchema = z.object({
  roles: z.array(z.object({ role: roleSchema, title: textSchema, about: textSchema, rights: z.array(rightSchema) })),
  /** 'das Recht, ...', 'the right to ...' */
  rights: z.array(z.object({ right: rightSchema, to: textSchema })),
})
export type RolesView = z.infer<typeof rolesSchema>

/** Who did something, by what stands in the audit log; former people without their names. */
export const authorsSchema = z.object({ items: z.array(z.object({ actor: z.string(), name: textSchema })) })
