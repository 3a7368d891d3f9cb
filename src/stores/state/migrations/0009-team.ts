/** The people who work here: how they sign in, their sessions, links that work once, keys for programs, and the brake on guessing. */
export const name = 'team'
export const sql = `
CREATE TABLE people (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Null for somebody who was removed: the row stays, so that what they decided still has an author, without a name.
  name          text,
  email         text,
  role          text NOT NULL CHECK (role IN
                ('owner', 'marketing-lead', 'content-editor', 'sales', 'chatbot-manager', 'data-analyst', 'viewer')),
  language      text NOT NULL CHECK (language IN ('de', 'en')),
  theme         text NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
  -- Under which authenticators know this person; says nothing about them.
  handle        uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  password_hash text,
  -- Of the second factor: sealed, the key is not in this database. 'pending' until a first code has shown that it works.
  totp_secret   text,
  totp_pending  text,
  -- Number of the last 30 seconds whose code was taken; it and all before it are not taken again.
  totp_step     bigint NOT NULL DEFAULT 0,
  version       integer NOT NULL DEFAULT 1,
  created_at    timestamptz NOT NULL,
  seen_at       timestamptz,
  disabled_at   timestamptz,
  removed_at    timestamptz,
  CHECK ((removed_at IS NULL) = (name IS NOT NULL AND email IS NOT NULL))
);
CREATE UNIQUE INDEX people_email ON people (lower(email));

-- SHA-256 of codes of 80 random bits, each for one use in place of a code of the second factor.
CREATE TABLE recovery_codes (
  person_id bigint NOT NULL REFERENCES people ON DELETE CASCADE,
  hash      text NOT NULL,
  used_at   timestamptz,
  PRIMARY KEY (person_id, hash)
);

CREATE TABLE passkeys (
  -- As the authenticator named it, base64url.
  id           text PRIMARY KEY,
  person_id    bigint NOT NULL REFERENCES people ON DELETE CASCADE,
  label        text NOT NULL,
  -- COSE key.
  public_key   bytea NOT NULL,
  counter      bigint NOT NULL,
  transports   text[] NOT NULL,
  -- Host it was made for; browsers offer it nowhere else.
  rp_id        text NOT NULL,
  synced       boolean NOT NULL,
  created_at   timestamptz NOT NULL,
  used_at      timestamptz
);
CREATE INDEX passkeys_person ON passkeys (person_id);

-- What an authenticator has to sign: handed out once, taken back once.
CREATE TABLE passkey_challenges (
  challenge  text PRIMARY KEY,
  -- Null: to sign in, whoever it is; else to add a passkey to this person.
  person_id  bigint REFERENCES people ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenges_expires_at ON passkey_challenges (expires_at);

CREATE TABLE sessions (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- SHA-256 of the cookie: whoever reads this table cannot sign in with it.
  token_hash   text NOT NULL UNIQUE,
  person_id    bigint NOT NULL REFERENCES people ON DELETE CASCADE,
  -- 'Firefox 130 · Windows', told from the user agent.
  device       text NOT NULL,
  -- The address cut to its network.
  network      text NOT NULL,
  created_at   timestamptz NOT NULL,
  seen_at      timestamptz NOT NULL,
  -- When the person last showed that it is them: by signing in, or when asked again.
  confirmed_at timestamptz NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id);

-- Links that work once: to become the owner, to join, to set a new password.
CREATE TABLE team_links (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text NOT NULL CHECK (kind IN ('owner', 'invitation', 'reset')),
  token_hash   text NOT NULL UNIQUE,
  -- Whom an invitation is for; null as soon as it is settled, for the person has it then, or nobody.
  email        text,
  role         text,
  language     text,
  -- Whose password a reset is for.
  person_id    bigint REFERENCES people ON DELETE CASCADE,
  -- A reset by somebody else, for a person who lost their phone, takes the second factor away as well.
  drops_factor boolean NOT NULL DEFAULT false,
  -- As in the audit log.
  made_by      text NOT NULL,
  made_at      timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  used_at      timestamptz,
  revoked_at   timestamptz
);
CREATE INDEX team_links_person ON team_links (person_id);

CREATE TABLE api_keys (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name        text NOT NULL,
  secret_hash text NOT NULL,
  -- Whose rights bound those of the key, also when they change later.
  person_id   bigint NOT NULL REFERENCES people ON DELETE CASCADE,
  scopes      text[] NOT NULL,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  used_at     timestamptz,
  revoked_at  timestamptz
);

-- Goes into the names of the brakes, so that neither accounts nor addresses can be read from them.
CREATE TABLE team_state (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  salt     text NOT NULL
);
INSERT INTO team_state (salt) SELECT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');

-- Failed attempts by account and by address; what is not here has none.
CREATE TABLE sign_in_brakes (
  name          text PRIMARY KEY,
  failures      integer NOT NULL,
  failed_at     timestamptz NOT NULL,
  blocked_until timestamptz NOT NULL
);
CREATE INDEX sign_in_brakes_failed_at ON sign_in_brakes (failed_at);
`
