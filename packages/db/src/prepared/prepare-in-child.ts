import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { AppError } from '@madoguchi/kit'
import type { DbLog } from '../log.ts'
import type { PreparedServer, PrepareOrder, PrepareReport } from './order.ts'

/** Has `prepareServer` done in a process that has ended when this returns. Throws what it threw. */
export async function prepareInChild(order: PrepareOrder, log: DbLog): Promise<PreparedServer> {
  const main = fileURLToPath(new URL('./prepare.main.ts', import.meta.url))
  const child = spawn(process.execPath, [main], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  // One that ended before it read its order says why by its status.
  child.stdin.on('error', () => {})
  child.stdin.write(`${JSON.stringify(order)}\n`)
  let outcome: PreparedServer | AppError | undefined
  for await (const line of createInterface({ input: child.stdout })) {
    const report = JSON.parse(line) as PrepareReport
    if ('event' in report) log(report.event, report.facts)
    else if ('prepared' in report) outcome = report.prepared
    else outcome = new AppError(report.failed.code, report.failed.message, { facts: report.failed.facts })
  }
  const [status] = (await ended) as [number | null]
  if (outcome instanceof AppError) throw outcome
  if (outcome !== undefined && status === 0) return outcome
  throw new AppError(
    'DB_PREPARING_FAILED',
    'The process that prepares the databases ended before it was done; what it wrote to standard error says why.',
    {
      facts: { status: status ?? 'none' },
    },
  )
}
