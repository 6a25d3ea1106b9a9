import { parentPort, workerData } from 'node:worker_threads'
import type { SignedPdfJob } from './signed-pdf-work.ts'
import { answerSignedPdf } from './signed-pdf-work.ts'

parentPort?.postMessage(answerSignedPdf(workerData as SignedPdfJob))
