import type { MigrationSeries } from '@madoguchi/db'
import { AppError } from '@madoguchi/kit'
import type { DirectoryView, PartyKind } from '@madoguchi/messages'
import type { Help, PartyConfig, PartySecrets, ShapeOf, Source } from './config/config.ts'
import type { Listen } from './config/read-values.ts'
import type { FileOf } from './directory/watch-held-file.ts'
import type { NodeDeps } from './open-node.ts'
import type { App, Party, WatchOwn } from './open-party.ts'

export type ProgramName = 'core' | 'agency' | 'registry' | 'portal'

type Door<A> = { readonly listen: Listen; fetch(app: A, request: Request, env?: unknown): Promise<Response> }

/** A configured program: what it needs to be opened, and then to be started. */
export type Configured<A extends App = App> = {
  readonly config: PartyConfig
  readonly secrets: PartySecrets
  /** What the program goes by beside the directory, signed by the same key. */
  readonly signedFile?: FileOf
  start(party: Party): Promise<A>
  readonly watch?: WatchOwn
  /** Doors of its own: citizens' pages, the operator's page, revocation lists. */
  readonly doors?: readonly Door<A>[]
  /** Words for health: what would not do in service. */
  readonly notes?: readonly string[]
}

/** What a program's database wants before the program starts, by the few settings that this depends on. */
type Migrating<S extends ShapeOf = ShapeOf> = {
  settings(): S
  listSeries(settings: never): readonly MigrationSeries[]
}

export type Program<A extends App = App> = {
  readonly summary: string
  readonly help: Help
  configure(source: Source): Configured<A>
  readonly migrating: Migrating
}

/** Throws AppError CONFIG_INVALID where the directory has us as something else. */
export function demandKind({ directory }: NodeDeps, self: string, kind: PartyKind): void {
  const is = directory.find(self)?.kind
  if (is !== kind)
    throw new AppError('CONFIG_INVALID', `MADOGUCHI_PARTY is ${is ?? 'nobody'} in the directory, not ${kind}.`)
}

/** The one party of a kind. Throws AppError CONFIG_INVALID where there is not one. */
export function only(directory: DirectoryView, kind: PartyKind): string {
  const [party, more] = directory.ofKind(kind)
  if (party === undefined || more !== undefined)
    throw new AppError(
      'CONFIG_INVALID',
      `The directory must have one ${kind}: have a version signed with its party file, and no other ${kind}.`,
    )
  return party.id
}
