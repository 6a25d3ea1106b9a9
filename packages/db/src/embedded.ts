/** PostgreSQL from npm, for a laptop and for tests: what serves is given a URL and holds none of this. */

export type { EmbeddedServer } from './embedded/open-embedded-server.ts'
export { openEmbeddedServer, stopLeftServer } from './embedded/open-embedded-server.ts'
export { openPreparedServer } from './prepared/open-prepared-server.ts'
export type { RunDatabase } from './prepared/order.ts'
