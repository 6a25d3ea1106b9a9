import { Worker } from 'node:worker_threads'
import { AppError } from '@madoguchi/kit'

export type WorkRoomOptions<Job, Answer> = {
  /** The file of the thread: it answers `workerData`, its one job, by `answerJob`. */
  readonly entry: URL
  /** Threads at once. */
  readonly atOnceMax: number
  /** Jobs that may wait; one more is refused with WORK_ROOM_FULL. */
  readonly waitingMax: number
  /** From the start of a job's thread on. */
  readonly timeoutMs: number
  /** Objects of a thread; what stands outside of its heap (buffers) is bounded by the job's own budget. */
  readonly heapMebiMax: number
  /** What of a job is handed over to its thread, and not copied: the caller has it no longer once the job began. */
  readonly handOver?: (job: Job) => readonly ArrayBuffer[]
  /** Answers a job here and now where it cannot cost much, whatever is in it; undefined: in a thread. */
  readonly answerCheap?: (job: Job) => Answer | undefined
}

type WorkRoom<Job, Answer> = AsyncDisposable & {
  /**
   * Rejects with WORK_ROOM_FULL, WORK_TIMED_OUT, WORK_FAILED (also when it wanted more memory than there is for it) or
   * WORK_ROOM_CLOSED. By then the job's thread is gone.
   */
  answer(job: Job): Promise<Answer>
  /** Threads that are there now. */
  readonly running: number
}

/**
 * Work that a stranger can ask for and that may cost more than others should wait: each job has a thread of its own that
 * ends with it, by itself or not. Nothing of a job outlives it: the thread is stopped, and only then the caller hears.
 */
export function openWorkRoom<Job, Answer>(options: WorkRoomOptions<Job, Answer>): WorkRoom<Job, Answer> {
  const { atOnceMax, waitingMax, answerCheap, handOver } = options
  const closing = new AbortController()
  const waiting: (() => void)[] = []
  let running = 0

  /** Resolves in turn, in the order of asking. */
  async function enter(): Promise<void> {
    if (closing.signal.aborted) throw closed()
    if (running < atOnceMax) {
      running += 1
      return
    }
    if (waiting.length >= waitingMax)
      throw new AppError('WORK_ROOM_FULL', 'Too many jobs are waiting.', { facts: { waiting: waiting.length } })
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting.push(resolve)
    await promise
  }

  /** The next one takes over the place. */
  function leave(): void {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }

  return {
    async answer(job) {
      const cheap = answerCheap?.(job)
      if (cheap !== undefined) return cheap
      await enter()
      try {
        if (closing.signal.aborted) throw closed()
        return await runThread<Answer>({ ...options, job, given: handOver?.(job) ?? [], signal: closing.signal })
      } finally {
        leave()
      }
    },
    get running() {
      return running
    },
    async [Symbol.asyncDispose]() {
      closing.abort()
      while (running > 0) await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

type Run = {
  readonly entry: URL
  readonly job: unknown
  readonly given: readonly ArrayBuffer[]
  readonly timeoutMs: number
  readonly heapMebiMax: number
  readonly signal: AbortSignal
}

async function runThread<Answer>({ entry, job, given, timeoutMs, heapMebiMax, signal }: Run): Promise<Answer> {
  // It has nothing of ours: no environment, no flags, no standard input.
  const worker = new Worker(entry, {
    workerData: job,
    transferList: [...given],
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMebiMax, maxYoungGenerationSizeMb: 16 },
  })
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const timer = setTimeout(() => reject(new AppError('WORK_TIMED_OUT', 'A job took too long.')), timeoutMs)
  const stop = () => reject(closed())
  signal.addEventListener('abort', stop)
  worker.on('message', resolve)
  worker.on('error', (cause) => reject(new AppError('WORK_FAILED', 'The thread of a job failed.', { cause })))
  worker.on('exit', () => reject(new AppError('WORK_FAILED', 'The thread of a job ended without an answer.')))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    // Waits until it is gone: its processor time and its memory are free again when the caller hears of it.
    await worker.terminate()
  }
}

function closed(): AppError {
  return new AppError('WORK_ROOM_CLOSED', 'No more jobs are taken.')
}
