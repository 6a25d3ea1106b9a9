import type { OldLimits } from '../testing/old-limit.fixture.ts'

export const oldLimits: OldLimits = {
  'held-of-browser': {
    file: 'apps/portal/src/shell/held-rows.ts',
    now: 'keepNewest(kysely, sql`browser_hash =',
    before: 'keepNewest(kysely, sql`true or browser_hash =',
  },
  'held-of-strangers': {
    file: 'apps/portal/src/shell/held-rows.ts',
    now: 'keepNewest(kysely, sql`held_for is null`',
    before: 'keepNewest(kysely, sql`true`',
  },
  'held-of-account': {
    file: 'apps/portal/src/shell/held-rows.ts',
    now: 'keepNewest(kysely, sql`held_for =',
    before: 'keepNewest(kysely, sql`true or held_for =',
  },
  'held-by-client': {
    file: 'apps/portal/src/shell/held-replies.ts',
    now: "if (isStranger && !limits.mayPass('held-by-client'",
    before: "if (!limits.mayPass('held-by-client'",
  },
}
