import { Worker } from 'node:worker_threads'
import type { Bytes } from '@madoguchi/kit'
import { AppError, utf8 } from '@madoguchi/kit'
import type { AnswerDocument } from '../answer-document.ts'
import { assertBounded } from '../answer-document.ts'
import type { FormDocument } from '../form-document.ts'
import { assertFormBounded } from '../form-document.ts'
import type { PdfJob, PdfReply } from './protocol.ts'
import { makeTemplateData } from './template-data.ts'

type PdfRendererOptions = {
  /** Threads, each with its own compiler and fonts (about 100 MB). */
  readonly workers?: 1 | 2
  /** Documents that may wait; one more is refused with PDF_QUEUE_FULL. */
  readonly queueMax?: number
  /** From the moment a worker takes a document up; the first one also waits for the fonts. */
  readonly timeoutMs?: number
}

export type PdfRenderer = AsyncDisposable & {
  /**
   * Tagged PDF (PDF/UA-1) with embedded fonts. Rejects with DOCUMENT_TOO_LARGE, PDF_QUEUE_FULL, PDF_TIMED_OUT,
   * PDF_RENDER_FAILED or PDF_RENDERER_CLOSED.
   */
  renderPdf(document: AnswerDocument): Promise<Bytes>
  /** A form, filled or blank, as a tagged PDF (PDF/UA-1). Rejects as `renderPdf` does. */
  renderForm(form: FormDocument): Promise<Bytes>
  /** The same pages as one picture, one below the other, for a preview: outlines only, so give it a text beside it. */
  renderFormSvg(form: FormDocument): Promise<string>
}

type Waiting = PdfJob & { resolve(pdf: Bytes): void; reject(error: AppError): void }
type Order = Pick<PdfJob, 'template' | 'format' | 'attached'> & { readonly data: object; readonly madeAt: Date }
type Seat = { worker: Worker | undefined; job: Waiting | undefined; timer: NodeJS.Timeout | undefined }

/** Opens a small pool of compiler threads. Nothing starts before the first document; dispose it to end the threads. */
export function openPdfRenderer(options: PdfRendererOptions = {}): PdfRenderer {
  const { workers = 1, queueMax = 100, timeoutMs = 20_000 } = options
  const seats = Array.from({ length: workers }, (): Seat => ({ worker: undefined, job: undefined, timer: undefined }))
  const queue: Waiting[] = []
  let isClosed = false
  let lastId = 0

  function serve(seat: Seat): void {
    const job = seat.job ? undefined : queue.shift()
    if (!job) return
    seat.job = job
    seat.timer = setTimeout(() => giveUp(seat, 'PDF_TIMED_OUT', 'The compiler took too long.'), timeoutMs)
    seat.worker ??= startWorker(seat)
    seat.worker.ref()
    const { resolve: _resolve, reject: _reject, ...order } = job
    seat.worker.postMessage(order satisfies PdfJob)
  }

  function startWorker(seat: Seat): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url))
    worker.on('message', (reply: PdfReply) => settle(seat, reply))
    worker.on('error', (cause) => {
      if (seat.worker === worker) giveUp(seat, 'PDF_RENDER_FAILED', 'The compiler thread failed.', cause)
    })
    worker.on('exit', () => {
      if (seat.worker === worker) giveUp(seat, 'PDF_RENDER_FAILED', 'The compiler thread ended.')
    })
    return worker
  }

  function settle(seat: Seat, reply: PdfReply): void {
    const job = seat.job
    if (!job || job.id !== reply.id) return
    release(seat)
    if (reply.ok) job.resolve(reply.pdf)
    else job.reject(new AppError('PDF_RENDER_FAILED', `The compiler refused a document: ${reply.reason}`))
    serve(seat)
  }

  /** A thread that failed or hangs is not trusted again: the next document gets a new one. */
  function giveUp(seat: Seat, code: string, message: string, cause?: unknown): void {
    const { job, worker } = seat
    seat.worker = undefined
    release(seat)
    void worker?.terminate()
    job?.reject(new AppError(code, message, { cause }))
    if (!isClosed) serve(seat)
  }

  function release(seat: Seat): void {
    clearTimeout(seat.timer)
    seat.job = undefined
    seat.worker?.unref()
  }

  async function renderPdf(document: AnswerDocument): Promise<Bytes> {
    assertBounded(document)
    return enqueue({ data: makeTemplateData(document), madeAt: document.requestedAt, format: 'pdf' })
  }

  async function renderForm(form: FormDocument): Promise<Bytes> {
    assertFormBounded(form)
    return enqueue({ ...form, format: 'pdf' })
  }

  async function renderFormSvg(form: FormDocument): Promise<string> {
    assertFormBounded(form)
    return utf8.decode(await enqueue({ ...form, format: 'svg' }))
  }

  function enqueue({ data, madeAt, ...order }: Order): Promise<Bytes> {
    if (isClosed) throw new AppError('PDF_RENDERER_CLOSED', 'The PDF renderer was closed.')
    if (queue.length >= queueMax) {
      throw new AppError('PDF_QUEUE_FULL', 'Too many documents are waiting.', { facts: { waiting: queue.length } })
    }
    const json = JSON.stringify(data)
    const createdAtSeconds = Math.floor(madeAt.getTime() / 1000)
    lastId += 1
    const { promise, resolve, reject } = Promise.withResolvers<Bytes>()
    queue.push({ ...order, id: lastId, json, createdAtSeconds, resolve, reject })
    serve(seats.find((seat) => !seat.job) ?? (seats[0] as Seat))
    return promise
  }

  async function close(): Promise<void> {
    isClosed = true
    const closed = new AppError('PDF_RENDERER_CLOSED', 'The PDF renderer was closed.')
    for (const { reject } of queue.splice(0)) reject(closed)
    const running = seats.map((seat) => {
      const { job, worker } = seat
      seat.worker = undefined
      release(seat)
      job?.reject(closed)
      return worker?.terminate()
    })
    await Promise.all(running)
  }

  return { renderPdf, renderForm, renderFormSvg, [Symbol.asyncDispose]: close }
}
