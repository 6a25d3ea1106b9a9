import { createRequire } from 'node:module'
import path from 'node:path'
import { parentPort } from 'node:worker_threads'
import { readCoverage } from './font-coverage.ts'
import { readFonts } from './fonts.ts'
import { toPrintable } from './printable-text.ts'
import type { PdfJob, PdfReply } from './protocol.ts'

type Typst = typeof import('@myriaddreamin/typst-ts-node-compiler')

/** The compiler keeps results of the last few documents, which makes the next ones fast, and no more. */
const cacheAgeMax = 10

function startWorker(port: NonNullable<typeof parentPort>): void {
  const { NodeCompiler }: Typst = createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler')
  const fonts = readFonts()
  const coverages = fonts.map(readCoverage)
  const canDraw = (codePoint: number) => coverages.some((covers) => covers(codePoint))
  const workspace = path.join(import.meta.dirname, '../../templates')
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fonts }] })
  const mainFilePath = path.join(workspace, 'answer.typ')

  function compile({ json, createdAtSeconds }: PdfJob): Uint8Array {
    const printable = JSON.parse(json, (_, value) => (typeof value === 'string' ? toPrintable(value, canDraw) : value))
    const result = compiler.compile({ mainFilePath, inputs: { data: JSON.stringify(printable) } })
    if (!result.result) throw new Error(JSON.stringify(result.takeError()?.shortDiagnostics ?? 'no document'))
    const pdf = compiler.pdf(result.result, { pdfStandard: 'ua-1', creationTimestamp: createdAtSeconds })
    compiler.evictCache(cacheAgeMax)
    return new Uint8Array(pdf)
  }

  port.on('message', (job: PdfJob) => {
    port.postMessage(answer(job, compile))
  })
}

function answer(job: PdfJob, compile: (job: PdfJob) => Uint8Array): PdfReply {
  try {
    return { id: job.id, ok: true, pdf: compile(job) }
  } catch (error) {
    const words = error instanceof Error ? error.message : 'unknown'
    return { id: job.id, ok: false, reason: words.replace(/`[^`]*`/g, '`…`').slice(0, 400) }
  }
}

if (parentPort) startWorker(parentPort)
