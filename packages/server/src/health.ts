import { AppError } from '@madoguchi/kit'
import { Hono } from 'hono'

/** Resolves when all is well; throws or stays silent when not. */
type Checks = Readonly<Record<string, () => Promise<unknown>>>

/** `ok`, `timeout`, the code of what it threw, or `failed` where that has none. */
type CheckState = string

/**
 * `GET /health/live`: the process answers. `GET /health/ready`: each named check, 200 or 503. Says which check failed
 * and its code, nothing else: the log says the rest. Lookers at the same time share one run of the checks. `notes` are words for what is
 * not as it should be in service and stops nothing; they are shown where there are any.
 */
export function makeHealthRoutes({
  checks,
  notes = () => [],
  timeoutMs = 2000,
}: {
  checks: Checks
  notes?: (() => readonly string[]) | undefined
  timeoutMs?: number | undefined
}): Hono {
  let running: Promise<Record<string, CheckState>> | undefined

  async function runAll(): Promise<Record<string, CheckState>> {
    const entries = Object.entries(checks).map(
      async ([name, check]) => [name, await runCheck(check, timeoutMs)] as const,
    )
    return Object.fromEntries(await Promise.all(entries))
  }

  return new Hono()
    .get('/health/live', (c) => c.json({ status: 'live' }))
    .get('/health/ready', async (c) => {
      running ??= runAll().finally(() => {
        running = undefined
      })
      const states = await running
      const isReady = Object.values(states).every((state) => state === 'ok')
      const words = notes()
      const said = words.length === 0 ? {} : { notes: words }
      return c.json({ status: isReady ? 'ready' : 'not-ready', checks: states, ...said }, isReady ? 200 : 503)
    })
}

async function runCheck(check: () => Promise<unknown>, timeoutMs: number): Promise<CheckState> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<CheckState>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), timeoutMs)
  })
  const outcome = (async (): Promise<CheckState> => {
    try {
      await check()
      return 'ok'
    } catch (error) {
      // The caller's check logs its own reason; here only the state counts.
      return error instanceof AppError ? error.code : 'failed'
    }
  })()
  try {
    return await Promise.race([outcome, timeout])
  } finally {
    clearTimeout(timer)
  }
}
