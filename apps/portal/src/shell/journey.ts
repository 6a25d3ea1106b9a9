import type { Handlers } from '@madoguchi/delivery'
import type { WebEnv } from '@madoguchi/server'
import type { Asset, Site } from '@madoguchi/ui'
import type { Hono } from 'hono'
import type { z } from 'zod'
import type { DemoCards } from './deps.ts'
import type { LetterFate } from './letter-fate.ts'
import type { Operation } from './operation.ts'
import type { PageRoutes } from './pages-app.ts'
import type { PortalTables } from './tables.ts'
import type { World } from './world.ts'

/** One thing that time does by itself. It is run again a minute later, whether or not it failed. */
export type Job = (world: World) => Promise<unknown>

/** All that a journey brings to the portal. `app` folds over the list of them and knows of no journey but by this. */
export type Journey = {
  readonly name: string
  /** The tables that it writes, and nobody else. */
  readonly tables: readonly string[]
  /**
   * Opens what it keeps while the portal runs; `stack` closes it. Of `world` stands what journeys before it in the list opened, and
   * no delivery yet.
   */
  readonly open?: (world: World, stack: AsyncDisposableStack) => Promise<Partial<World>> | Partial<World>
  /** Adds its pages. `cards`: those of the demo, in the sandbox only. */
  readonly pages?: (routes: PageRoutes, cards: DemoCards | undefined) => void
  /** Its calls of the JSON API. */
  readonly calls?: readonly Operation[]
  /** What its calls take and give, by name. */
  readonly schemas?: Readonly<Record<string, z.ZodType>>
  /** For messages of the network. `world` is whole when the first one comes, and not before. */
  readonly handlers?: (world: World) => Handlers<PortalTables>
  /** By name, in their order. */
  readonly jobs?: Readonly<Record<string, Job>>
  /** Its browser modules; what one imports stands before it. */
  readonly scripts?: readonly URL[]
  /** A site of its own, for a listener that citizens cannot reach. */
  readonly desk?: (world: World, given: { site: Site; assets: readonly Asset[] }) => Promise<Hono<WebEnv> | undefined>
  /** Is told of a message of ours that its recipient refused. */
  readonly refused?: (world: World, id: string, code: string) => Promise<void>
  /** What it does when the operator decides about a dead letter. */
  readonly fate?: LetterFate
  /** Bodies larger than any form: by path, where a form with files comes. */
  readonly uploads?: Readonly<Record<string, number>>
}
