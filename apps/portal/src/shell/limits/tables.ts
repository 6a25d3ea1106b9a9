import type { KeptLimit } from './table.ts'

/** What acts are counted in, as Kysely sees it. */
declare module '../tables.ts' {
  interface PortalTables {
    limit_counts: { rule: KeptLimit; who: string; count: number; until: Date }
  }
}
