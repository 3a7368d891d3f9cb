import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { loadProcessConfig } from '../../src/config.ts'
import { AppError } from '../../src/core/errors.ts'

/** The path of a data set; throws a sentence where it is not there. */
export function datasetPath(name: string): string {
  const path = join(loadProcessConfig().datasetsDir, name)
  if (existsSync(path)) return path
  throw new AppError('input.not-found', `The data set ${path} is not there. Set DIRIGENT_DATASETS to its folder.`)
}

/** A data set in packed JSON, as it was parsed. */
export function readJsonDataset(name: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(datasetPath(name))).toString('utf8'))
}
