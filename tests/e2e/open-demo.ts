import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '@madoguchi/kit'
import type { CastAgency, DemoCard, Nation } from '@madoguchi/nation'
import { readDemoCards, startNation } from '@madoguchi/nation'
import { makeLog, serve } from '@madoguchi/server'

export type Demo = AsyncDisposable & {
  readonly nation: Nation
  readonly origin: string
  readonly deskOrigin: string
  card(name: string): DemoCard
}

/** The demo nation with a few residents, listening on loopback, in a folder that goes with it. */
export async function openDemo(
  options: { idleMinutes?: number; mode?: 'sandbox' | 'production'; clock?: Clock; cast?: readonly CastAgency[] } = {},
): Promise<Demo> {
  await using stack = new AsyncDisposableStack()
  const dataFolder = await mkdtemp(join(tmpdir(), 'madoguchi-e2e-'))
  stack.defer(() => rm(dataFolder, { recursive: true, force: true }))
  let nation: Nation | undefined
  const web = stack.use(
    await serve({
      port: 0,
      fetch: async (request, env) =>
        nation === undefined ? new Response(null, { status: 503 }) : nation.portal.fetch(request, env),
    }),
  )
  const desk = stack.use(
    await serve({
      port: 0,
      fetch: async (request, env) =>
        nation === undefined
          ? new Response(null, { status: 503 })
          : nation.agencyOf('mihon-shi').desk.fetch(request, env),
    }),
  )
  const deskOrigin = `http://localhost:${desk.port}`
  const origin = `http://localhost:${web.port}`
  const started = await startNation({
    dataFolder,
    ...{ origin, deskOrigin },
    residents: 40,
    durability: 'none',
    log: makeLog({ level: 'error', name: 'e2e', destination: { write: (line) => void process.stderr.write(line) } }),
    ...options,
  })
  stack.use(started)
  nation = started
  const cards = await readDemoCards(started.folder)
  const owned = stack.move()
  return {
    nation: started,
    ...{ origin, deskOrigin },
    card(name) {
      const found = cards.find((one) => one.name === name)
      if (found === undefined) throw new Error(`no demo card ${name}`)
      return found
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
