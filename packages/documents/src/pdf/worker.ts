import { createRequire } from 'node:module'
import path from 'node:path'
import { parentPort } from 'node:worker_threads'
import { utf8 } from '@madoguchi/kit'
import { type Diagnostic, explainRefusal, templateName, unwrapRefusal } from './explain-refusal.ts'
import { readCoverage } from './font-coverage.ts'
import { readFonts } from './fonts.ts'
import { toPrintable } from './printable-text.ts'
import type { PdfJob, PdfReply } from './protocol.ts'
import { uncoverPages } from './uncover-pages.ts'

type Main = { readonly mainFilePath: string } | { readonly mainFileContent: string }
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
  const shadowPath = path.join(workspace, templateName)

  function compile({ json, createdAtSeconds, template, format, attached }: PdfJob): Uint8Array {
    // A form has what somebody wrote into a box of several lines; a document of answers is a table.
    const keepsLines = template !== undefined
    const printable = JSON.parse(json, (_, value) =>
      typeof value === 'string' ? toPrintable(value, canDraw, { keepsLines }) : value,
    )
    const main = template === undefined ? { mainFilePath } : { mainFileContent: template }
    // What is attached is read by programs: nothing of it is made printable.
    const inputs = { data: JSON.stringify(printable), ...(attached && { attached: JSON.stringify(attached) }) }
    const document = compiler.compile({ ...main, inputs }).result
    if (!document) throw new Error(explainRefusal(diagnose({ main, inputs })))
    const bytes =
      format === 'svg'
        ? utf8.encode(uncoverPages(compiler.plainSvg(document)))
        : compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: createdAtSeconds })
    compiler.evictCache(cacheAgeMax)
    return new Uint8Array(bytes)
  }

  /** Of a text in memory the compiler tells no lines: it is looked at once more as if it were a file. */
  function diagnose({
    main,
    inputs,
  }: {
    main: Main
    inputs: { data: string; attached?: string }
  }): readonly Diagnostic[] {
    if ('mainFileContent' in main) compiler.mapShadow(shadowPath, Buffer.from(main.mainFileContent))
    const path = 'mainFileContent' in main ? shadowPath : main.mainFilePath
    const error = compiler.compile({ mainFilePath: path, inputs }).takeError()
    const found: readonly Diagnostic[] = error ? compiler.fetchDiagnostics(error) : []
    compiler.unmapShadow(shadowPath)
    return found
  }

  port.on('message', (job: PdfJob) => {
    port.postMessage(answer(job, compile))
  })
}

function answer(job: PdfJob, compile: (job: PdfJob) => Uint8Array): PdfReply {
  try {
    return { id: job.id, ok: true, pdf: compile(job) }
  } catch (error) {
    const words = error instanceof Error ? unwrapRefusal(error.message) : 'unknown'
    return { id: job.id, ok: false, reason: words.replace(/`[^`]*`/g, '`…`').slice(0, 400) }
  }
}

if (parentPort) startWorker(parentPort)
