import type { Handlers } from '@madoguchi/delivery'
import type { DemoCards } from './deps.ts'
import type { Journey, OpenJourney } from './journey.ts'
import type { LetterFate } from './letter-fate.ts'
import type { Operation } from './operation.ts'
import type { PageRoutes } from './pages-app.ts'
import type { PortalTables } from './tables.ts'
import type { World } from './world.ts'

/** A journey that is still given the world. */
export type WorldJourney = Journey & {
  readonly open?: (world: World, stack: AsyncDisposableStack) => Promise<Partial<World>> | Partial<World>
  readonly pages?: (routes: PageRoutes, cards: DemoCards | undefined) => void
  readonly calls?: readonly Operation[]
  readonly handlers?: (world: World) => Handlers<PortalTables>
  readonly jobs?: Readonly<Record<string, (world: World) => Promise<unknown>>>
  readonly refused?: (world: World, id: string, code: string) => Promise<void>
  readonly fate?: LetterFate
}

type HandlersBy<J> = J extends { handlers(world: World): infer Given } ? Given : Record<never, never>

export async function openBefore<J extends WorldJourney>(
  journey: J,
  world: World,
  stack: AsyncDisposableStack,
): Promise<Omit<OpenJourney, 'handlers'> & { readonly handlers: HandlersBy<J> }> {
  Object.assign(world, await journey.open?.(world, stack))
  const cards = world.config.mode === 'sandbox' ? world.deps.cards : undefined
  const { pages, calls = [], jobs = {}, refused, fate } = journey
  return {
    pages: (routes) => pages?.(routes, cards),
    calls,
    handlers: (journey.handlers?.(world) ?? {}) as HandlersBy<J>,
    jobs: Object.fromEntries(Object.entries(jobs).map(([name, run]) => [name, () => run(world)])),
    ...(refused === undefined ? {} : { refused: (id, code) => refused(world, id, code) }),
    ...(fate === undefined ? {} : { fate }),
  }
}
