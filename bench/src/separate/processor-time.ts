import { readdir, readFile } from 'node:fs/promises'

/** Linux counts processor time in hundredths of a second (USER_HZ), whatever its own clock does. */
const tickMs = 10

export type ProcessTimes = { readonly parent: number; readonly ownMs: number; readonly endedChildrenMs: number }

/** One line of /proc/PID/stat (proc(5)): the name in brackets may hold anything, brackets and spaces too. */
export function parseProcStat(text: string): ProcessTimes {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ticks = (place: number) => Number(fields[place - 3] ?? Number.NaN)
  return {
    parent: ticks(4),
    ownMs: (ticks(14) + ticks(15)) * tickMs,
    endedChildrenMs: (ticks(16) + ticks(17)) * tickMs,
  }
}

/** Processor time of one process so far, in milliseconds. */
export async function readProcessorMs(pid: number): Promise<number> {
  return parseProcStat(await readFile(`/proc/${pid}/stat`, 'utf8')).ownMs
}

/** The same of a whole database server: the postmaster, its children, and those that have ended. */
export async function readServerMs(postmaster: number): Promise<number> {
  const { ownMs, endedChildrenMs } = parseProcStat(await readFile(`/proc/${postmaster}/stat`, 'utf8'))
  let sum = ownMs + endedChildrenMs
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    // A process that ended meanwhile has no file any more; the postmaster has its time now.
    const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => undefined)
    if (text === undefined) continue
    const { parent, ownMs } = parseProcStat(text)
    if (parent === postmaster) sum += ownMs
  }
  return sum
}
