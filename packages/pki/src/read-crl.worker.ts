import { parentPort, workerData } from 'node:worker_threads'
import type { CrlJob } from './crl-work.ts'
import { answerCrl } from './crl-work.ts'

const answer = answerCrl(workerData as CrlJob)
// The list is handed over, not copied: it may be large, and nobody here needs it any more.
const list = answer.ok ? answer.value.tbsDer.buffer : undefined
parentPort?.postMessage(answer, list instanceof ArrayBuffer ? [list] : [])
