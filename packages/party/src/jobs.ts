import type { Clock, Log } from '@madoguchi/kit'
import { secondMs } from '@madoguchi/kit'

/** What a program does by itself, again and again. */
export type Job = {
  /** In kebab-case: stands in the log, in metrics and in health. */
  readonly name: string
  /** From one beginning to the next. A run that takes longer is waited for: no job runs beside itself. */
  readonly everyMs: number
  /** Also at once, not only after the first period. */
  readonly isRunAtOnce?: boolean
  /** `signal` fires when the program stops: what is in portions gives up the rest. What it throws is its failure. */
  run(signal: AbortSignal): Promise<unknown>
}

type JobState = {
  readonly name: string
  readonly runs: { readonly ok: number; readonly failed: number }
  readonly isFailing: boolean
  /** No run ended for three periods and half a minute: one hangs, or what holds up everything holds up this. */
  readonly isOverdue: boolean
  /** Since a run went well, or since the beginning where none did yet. */
  readonly ageSeconds: number
}

/** Disposing lets no run begin any more and waits for those that are under way, two seconds unless told. */
export type Jobs = AsyncDisposable & {
  /** How each is. */
  list(): readonly JobState[]
}

const overdueGraceMs = 30 * secondMs
/** A failure that stays the same is in the log again after so long: each run of a job of a minute, and not of one of a second. */
const saidAgainMs = 50 * secondMs

/** Calls `tick` after `firstMs`, and from then on every `everyMs`, until what it gives is called. */
type Every = (times: { firstMs: number; everyMs: number }, tick: () => void) => () => void

/**
 * Runs jobs by timer; those of one period are spread over it, in their order, so that no two begin at once. A failure is in the log as JOB_FAILED with the job's name, is counted, and stops neither it nor another.
 */
export function openJobs(
  jobs: readonly Job[],
  options: { clock: Clock; log: Log; every?: Every; stopWithinMs?: number },
): Jobs {
  const { clock, log, every = everyByTimer, stopWithinMs = 2 * secondMs } = options
  const stopping = new AbortController()
  const held = [...Map.groupBy(jobs, ({ everyMs }) => everyMs).values()].flatMap((alike) =>
    alike.map((job, i) =>
      openJob(job, { firstMs: (job.everyMs * (i + 1)) / alike.length, clock, log, every, signal: stopping.signal }),
    ),
  )
  return {
    list: () => held.map(({ state }) => state()),
    async [Symbol.asyncDispose]() {
      for (const { end } of held) end()
      stopping.abort()
      const late = (name: string) => log.warn('JOB_STOP_LATE', { job: name })
      await Promise.all(held.map(({ name, ended }) => waitBounded(ended(), stopWithinMs, () => late(name))))
    },
  }
}

/** For health: a word for each job whose last run failed, or that is overdue. */
export function noteJobs(jobs: Pick<Jobs, 'list'>): readonly string[] {
  return jobs
    .list()
    .flatMap(({ name, isFailing, isOverdue }) =>
      isOverdue ? [`JOB_OVERDUE ${name}`] : isFailing ? [`JOB_FAILED ${name}`] : [],
    )
}

function openJob(
  job: Job,
  {
    firstMs,
    clock,
    log,
    every,
    signal,
  }: { firstMs: number; clock: Clock; log: Log; every: Every; signal: AbortSignal },
) {
  const now = () => clock.now().getTime()
  const runs = { ok: 0, failed: 0 }
  let wentWellAt = now()
  let endedAt = now()
  let running: Promise<void> | undefined
  let said: { readonly code: string; readonly at: number } | undefined
  let isFailing = false

  async function runOnce(): Promise<void> {
    try {
      await job.run(signal)
      runs.ok++
      wentWellAt = now()
      isFailing = false
      said = undefined
    } catch (error) {
      runs.failed++
      isFailing = true
      const code = codeOf(error)
      if (said?.code === code && now() - said.at < saidAgainMs) return
      said = { code, at: now() }
      log.failure('JOB_FAILED', error, { job: job.name })
    } finally {
      endedAt = now()
      running = undefined
    }
  }

  function tick(): void {
    if (!signal.aborted) running ??= runOnce()
  }

  const end = every({ firstMs, everyMs: job.everyMs }, tick)
  if (job.isRunAtOnce === true) tick()
  return {
    name: job.name,
    end,
    ended: () => running,
    state: (): JobState => ({
      name: job.name,
      runs: { ...runs },
      isFailing,
      isOverdue: now() - endedAt > 3 * job.everyMs + overdueGraceMs,
      ageSeconds: Math.max(0, (now() - wentWellAt) / secondMs),
    }),
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'INTERNAL'
}

/** A run never rejects: its failure is told already. */
async function waitBounded(run: Promise<void> | undefined, withinMs: number, onLate: () => void): Promise<void> {
  if (run === undefined) return
  const late = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => late.resolve('late'), withinMs)
  if ((await Promise.race([run, late.promise])) === 'late') onLate()
  clearTimeout(timer)
}

function everyByTimer({ firstMs, everyMs }: { firstMs: number; everyMs: number }, tick: () => void): () => void {
  let timer = setTimeout(() => {
    timer = setInterval(tick, everyMs).unref()
    tick()
  }, firstMs).unref()
  return () => clearTimeout(timer)
}
