import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Nation } from '@madoguchi/nation'
import { startNation } from '@madoguchi/nation'
import { makeLog } from '@madoguchi/server'
import { benchOrigin } from './origin.ts'
import type { Scaled } from './scale/open-scaled.ts'
import { openScaled } from './scale/open-scaled.ts'
import { chooseSizes } from './scale/size.ts'
import type { Network } from './separate/open-network.ts'
import { openNetwork } from './separate/open-network.ts'

/** What entries share: one nation with PostgreSQL and fsync on, started when the first of them needs it. */
export type Stage = AsyncDisposable & {
  nation(): Promise<Nation>
  /** The same programs as processes of their own; started when the first entry needs them. */
  network(): Promise<Network>
  /** Nations whose databases are filled up to sizes, smallest first; made when the first entry needs them. */
  scaled(): Promise<readonly Scaled[]>
  folder(): Promise<string>
  /** Moves the nations' clock on, past the windows of its rate limits. */
  advance(ms: number): void
}

export function openStage({ isLarge }: { isLarge: boolean }): Stage {
  const owned = new AsyncDisposableStack()
  let started: Promise<Nation> | undefined
  let apart: Promise<Network> | undefined
  let filled: Promise<readonly Scaled[]> | undefined
  let aheadMs = 0
  const clock = { now: () => new Date(Date.now() + aheadMs) }

  async function folder(): Promise<string> {
    const path = await mkdtemp(join(tmpdir(), 'madoguchi-bench-'))
    owned.defer(() => rm(path, { recursive: true, force: true }))
    return path
  }

  async function openAllScaled(): Promise<readonly Scaled[]> {
    const opened: Scaled[] = []
    for (const size of chooseSizes({ isLarge }))
      opened.push(owned.use(await openScaled({ size, dataFolder: await folder(), clock })))
    return opened
  }

  return {
    folder,
    advance(ms) {
      aheadMs += ms
    },
    nation() {
      started ??= folder().then(async (dataFolder) =>
        owned.use(
          await startNation({
            dataFolder,
            origin: benchOrigin,
            log: makeLog({ level: 'silent', name: 'bench' }),
            clock,
          }),
        ),
      )
      return started
    },
    network() {
      apart ??= openNetwork(folder).then((network) => owned.use(network))
      return apart
    },
    scaled() {
      filled ??= openAllScaled()
      return filled
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
