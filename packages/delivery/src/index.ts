import { fileURLToPath } from 'node:url'

export type { Delivery } from './delivery.ts'
export { openDelivery } from './delivery.ts'
export { deliveryOf } from './delivery-of.ts'
export { batchContentType, batchPath, makeBatchEndpoint, readBounded } from './direct.ts'
export { makeTlsTransport } from './direct-tls.ts'
export { deliveryErrors } from './errors.ts'
export type { DeliveryEvents } from './events.ts'
export type { Company } from './gather.ts'
export { gather } from './gather.ts'
export type { Handler, Handlers, HandlersOf, Work } from './handler.ts'
export { undecided } from './handler.ts'
export { deliveryLimits } from './limits.ts'
export { logDelivery } from './log-delivery.ts'
export type { VersionedFile } from './newest-versions.ts'
export { noteVersions } from './newest-versions.ts'
export type { Parcel } from './outbox.ts'
export { discardLetter, sendLetterAgain, wipeLetters } from './outbox.ts'
export { makePace } from './pace.ts'
export type { FetchPart, PartAsk, PartSource } from './parts.ts'
export type { Room } from './room.ts'
export { makeRoom, waitingMaxUnlessTold } from './room.ts'
export type { BatchServer } from './serve-direct-tls.ts'
export { serveBatches } from './serve-direct-tls.ts'
export { connectionsMaxUnlessTold } from './share-connections.ts'
export type { DeliveryTables } from './tables.ts'
export type { TlsIdentity } from './tls-identity.ts'
export { makeTlsIdentity, spkiSha256Of } from './tls-identity.ts'
export type { InProcessNetwork, Receive, Transport } from './transport.ts'
export { makeInProcessNetwork } from './transport.ts'

/** Where the SQL of outbox and inbox stands: the first series of every party's migrations. */
export const deliveryMigrations = {
  name: 'delivery',
  folder: fileURLToPath(new URL('../migrations/', import.meta.url)),
} as const
export type { Turnstile } from './turnstile.ts'
export { makeTurnstile } from './turnstile.ts'
