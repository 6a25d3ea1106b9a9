import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, open, rm, rmdir, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { askOnce, makeAskingLog } from '../asking.ts'
import { questions } from '../cast.ts'
import type { NationOfProcesses } from '../nation-of-processes.ts'
import { openNationOfProcesses, targets } from '../nation-of-processes.ts'
import type { Complaint } from '../verdict/complaint.ts'
import { conclude } from './conclude.ts'
import type { Options, Outcome } from './scenario.ts'

/** PostgreSQL's disk fills up while everybody asks; then there is space again. */
export const diskFull = { name: 'disk-full', title: 'the disk fills, says so, and nothing is lost', run }

const sizeMegabytes = 420

async function run({ exchanges, dice, say }: Options): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-small-disk-'))
  await using stack = new AsyncDisposableStack()
  stack.defer(() => rmdir(folder))
  if (process.getuid?.() !== 0) return skip('only root may mount a small disk')
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMegabytes}m,mode=0711`, 'tmpfs', folder])
  if (mounted.status !== 0) return skip('this machine allows no mount')
  stack.defer(() => void spawnSync('umount', ['-l', folder]))
  const nation = stack.use(
    await openNationOfProcesses({ people: 100, dice: dice.split(), dataFolder: join(folder, 'data') }),
  )
  const log = makeAskingLog()
  const ask = async (count: number) => {
    for (let asked = 0; asked < count; )
      asked += await askOnce({ nation, log, dice, count: 5, question: dice.pick(questions) })
  }
  await ask(exchanges / 4)
  const ballast = await fillDisk(folder)
  say('the disk is full')
  const before = log.refusals.size
  const acknowledgedBefore = log.acknowledged.length
  for (const until = Date.now() + 60_000; Date.now() < until && log.refusals.size === before; )
    await askOnce({ nation, log, dice, count: 50, question: dice.pick(questions) })
  // What the small rest of the disk still took, and what was refused.
  for (let tries = 0; tries < 20; tries++) {
    await askOnce({ nation, log, dice, count: 20, question: dice.pick(questions) })
    await sleep(50)
  }
  const refusals = [...log.refusals].map(([code, times]) => `${code} ${times}`).join(', ')
  const takenWhileFull = log.acknowledged.length - acknowledgedBefore
  await rm(ballast)
  say(`there is space again; meanwhile: ${refusals || 'nobody was turned away'}`)
  const isServerAlive = await answers(nation)
  if (!isServerAlive) await nation.kill('postgres')
  for (const target of targets) await nation.revive(target)
  await ask(exchanges / 4)
  const complaints: Complaint[] = []
  const complain = (what: string) => complaints.push({ code: 'DISAGREE', id: 'disk', what })
  if (refusals === '') complain('it never filled: this run has shown nothing')
  if (!log.refusals.has('DB_DISK_FULL')) complain('nobody was told DB_DISK_FULL')
  if (log.refusals.has('DB_QUERY_FAILED')) complain('a full disk was called a mistake of ours')
  return await conclude({
    name: 'disk-full',
    nation,
    log,
    citizens: [],
    complaints,
    figures: {
      whileFull: refusals,
      takenWhileFull,
      serverSurvived: isServerAlive ? 'yes' : 'no: it was started again',
    },
  })
}

function skip(reason: string): Outcome {
  return { name: 'disk-full', isGood: true, skipped: reason, figures: {}, complaints: [] }
}

/** Leaves a few hundred kilobytes. */
async function fillDisk(folder: string): Promise<string> {
  const path = join(folder, 'ballast')
  const file = await open(path, 'w')
  const { bavail, bsize } = await statfs(folder)
  const chunk = Buffer.alloc(1024 * 1024, 1)
  try {
    for (let left = bavail * bsize - 300 * 1024; left > 0; left -= chunk.length)
      await file.write(chunk.subarray(0, Math.min(left, chunk.length)))
  } catch (error) {
    // PostgreSQL wrote meanwhile: it is full already.
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    await file.close()
  }
  await chmod(path, 0o600)
  return path
}

/** Whether the server is there without anybody's help, within a while. */
async function answers(nation: NationOfProcesses): Promise<boolean> {
  for (let tries = 0; tries < 20; tries++) {
    try {
      await nation.query('core', 'select 1')
      return true
    } catch {
      await sleep(500)
    }
  }
  return false
}
