import { type Logger, pino } from 'pino'

export type Log = Logger

/** Names under which secrets travel; they never reach a log line. */
const SECRET_PATHS = [
  'password',
  '*.password',
  'key',
  '*.key',
  'url',
  '*.url',
  'headers.authorization',
  'headers.cookie',
]

/** JSON lines on standard error: standard output belongs to what a command was asked for. */
export function openLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: SECRET_PATHS, censor: '***' } },
    pino.destination({ dest: 2, sync: true }),
  )
}
