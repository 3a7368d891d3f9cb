import type { Config } from '../../config.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import { type Check, checkSettings, checkStores } from '../../features/system/index.ts'
import { readHolder } from '../../stores/folder.ts'
import type { CliContext, Overrides } from '../context.ts'

type Line = { readonly level: Check['level']; readonly about: string; readonly text: string }

const MARKS: Readonly<Record<Check['level'], string>> = { ok: 'ok   ', note: 'note ', fault: 'FAULT' }

export async function runDoctor(context: CliContext, overrides: Overrides): Promise<void> {
  const config = context.loadConfig(overrides)
  const lines = [...(await checkSettings(config)).map(toLine), ...(await lookAtStores(config, context, overrides))]
  for (const { level, about, text } of lines) context.terminal.print(`${MARKS[level]}  ${about.padEnd(15)} ${text}`)
  const faults = lines.filter(({ level }) => level === 'fault').length
  if (faults > 0)
    throw new AppError('internal', `${faults} ${faults === 1 ? 'thing needs' : 'things need'} attention, see above.`)
}

function toLine({ level, about, text }: Check): Line {
  return { level, about: about.en, text: text.en }
}

async function lookAtStores(config: Config, context: CliContext, overrides: Overrides): Promise<Line[]> {
  const holder = readHolder(config.dataDir)
  if (holder !== null) {
    const where = holder.url === null ? '' : ` and serves ${holder.url}`
    return [
      {
        level: 'note',
        about: 'stores',
        text: `in use by process ${holder.pid} ('dirigent ${holder.command}')${where}; stop it to check them from here`,
      },
    ]
  }
  try {
    return await context.withApp('doctor', overrides, async (app) => (await checkStores(config, app)).map(toLine))
  } catch (error) {
    return [{ level: 'fault', about: 'stores', text: messageOf(error) }]
  }
}
