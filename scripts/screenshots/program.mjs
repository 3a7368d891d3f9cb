// The real program in a data folder: its commands, and the workbench with the link for its first owner.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')
const BIN = join(ROOT, 'bin/dirigent.js')
const LINK = /http:\/\/\S+\/welcome#\S+/

function dirigent(dataDir, args) {
  const child = spawn(process.execPath, [BIN, '--data-dir', dataDir, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DIRIGENT_PORT: '0', DIRIGENT_LANGUAGE: 'de' },
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const ended = new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code) =>
      code === 0 ? done() : fail(new Error(`dirigent ${args[0]} ended with ${code}: ${said.err.slice(-2_000)}`)),
    )
  })
  return { child, said, ended }
}

export const run = (dataDir, args) => dirigent(dataDir, args).ended

/** Serves the folder for the time of `work`, which gets the origin and the link that makes the first owner. */
export async function withWorkbench(dataDir, work) {
  const { child, said, ended } = dirigent(dataDir, ['start', '--no-demo'])
  try {
    const heard = new Promise((done) => {
      child.stdout.on('data', () => {
        const link = LINK.exec(said.err)
        const served = /http:\/\/\S+/.exec(said.out)
        if (link !== null && served !== null) done({ link: link[0], origin: new URL(served[0]).origin })
      })
    })
    const known = await Promise.race([heard, ended])
    if (known === undefined) throw new Error('dirigent start ended before it served.')
    return await work(known)
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}
