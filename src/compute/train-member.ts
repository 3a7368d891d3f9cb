/** The entry of a thread that trains trees together with others, see `train-in-threads.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { trainMember } from '../ml/trees/train-member.ts'
import type { MemberTask } from './train-in-threads.ts'

const { training, member } = workerData as MemberTask // sent by trainInThreads
const fit = trainMember(training, member)
parentPort?.postMessage(member === 0 ? fit : null)
