import type { Handlers } from '@madoguchi/delivery'
import type { WebEnv } from '@madoguchi/server'
import type { Asset, Site } from '@madoguchi/ui'
import type { Hono } from 'hono'
import type { z } from 'zod'
import type { JourneyErrors } from './error-words.ts'
import type { HeldReplies } from './held-replies.ts'
import type { LetterFate } from './letter-fate.ts'
import type { Limit } from './limits/table.ts'
import type { NoticeBoard } from './notice.ts'
import type { Operation } from './operation.ts'
import type { PageRoutes } from './pages-app.ts'
import type { Places } from './places.ts'
import type { PortalTables } from './tables.ts'

/** What a journey is before anything runs. */
export type Journey = {
  readonly name: string
  /** The tables that it writes, and nobody else. */
  readonly tables: readonly string[]
  /** Its codes, with their sentences. */
  readonly errors?: JourneyErrors
  /** How much of what anybody may do in it. */
  readonly limits?: Readonly<Record<string, Limit>>
  /** What its calls take and give, by name. */
  readonly schemas?: Readonly<Record<string, z.ZodType>>
  /** Its browser modules; what one imports stands before it. */
  readonly scripts?: readonly URL[]
  /** Pages of it to which every page leads. */
  readonly links?: Readonly<Record<string, string>>
  /** Pages of it to which other journeys lead. */
  readonly places?: Places
  /** Bodies larger than any form: by path, where a form with files comes. */
  readonly uploads?: Readonly<Record<string, number>>
}

/** One thing that time does by itself. It is run again a minute later, whether or not it failed. */
type Job = () => Promise<unknown>

/** A journey that runs: what it brings to the portal. `app` folds over them and knows none but by this. */
export type OpenJourney = {
  /** Adds its pages. */
  readonly pages?: (routes: PageRoutes) => void
  /** Its calls of the JSON API. */
  readonly calls?: readonly Operation[]
  /** For messages of the network. */
  readonly handlers?: Handlers<PortalTables>
  /** By name, in their order. */
  readonly jobs?: Readonly<Record<string, Job>>
  /** A site of its own, for a listener that citizens cannot reach. */
  readonly desk?: (given: {
    site: Site
    assets: readonly Asset[]
    held: HeldReplies
  }) => Promise<Hono<WebEnv> | undefined>
  /** What it tells every citizen. */
  readonly notices?: NoticeBoard
  /** Is told of a message of ours that its recipient refused. */
  readonly refused?: (id: string, code: string) => Promise<void>
  /** What it does when the operator decides about a dead letter. */
  readonly fate?: LetterFate
}
