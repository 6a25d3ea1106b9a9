import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Nation } from '@madoguchi/nation'
import { startNation } from '@madoguchi/nation'
import { makeLog } from '@madoguchi/server'
import type { Network } from './separate/open-network.ts'
import { openNetwork } from './separate/open-network.ts'

/** What entries share: one nation with PostgreSQL and fsync on, started when the first of them needs it. */
export type Stage = AsyncDisposable & {
  nation(): Promise<Nation>
  /** The same programs as processes of their own; started when the first entry needs them. */
  network(): Promise<Network>
  folder(): Promise<string>
  /** Moves the nation's clock on, past the windows of its rate limits. */
  advance(ms: number): void
}

export const benchOrigin = 'http://localhost:8480'

export function openStage(): Stage {
  const owned = new AsyncDisposableStack()
  let started: Promise<Nation> | undefined
  let apart: Promise<Network> | undefined
  let aheadMs = 0

  async function folder(): Promise<string> {
    const path = await mkdtemp(join(tmpdir(), 'madoguchi-bench-'))
    owned.defer(() => rm(path, { recursive: true, force: true }))
    return path
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
            clock: { now: () => new Date(Date.now() + aheadMs) },
          }),
        ),
      )
      return started
    },
    network() {
      apart ??= openNetwork(folder).then((network) => owned.use(network))
      return apart
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
