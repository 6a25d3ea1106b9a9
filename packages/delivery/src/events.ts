import type { Parcel } from './outbox.ts'

/** What delivery tells whoever runs it. None of these may throw. */
export type DeliveryEvents = {
  /** A message could not be handled and will come again. */
  handlerFailed(message: { name: string; id: string; from: string }, error: unknown): void
  /** Our message became a dead letter: refused by its receiver, or with DELIVERY_EXPIRED never taken in time. */
  refused(parcel: { id: string; to: string }, code: string): void
  /** A recipient could not be reached; `first` are those for which it was the first failed attempt. */
  unreachable(to: string, first: readonly Parcel[], error: unknown): void
  /** A recipient answers and did not decide these, for the second time: they are tried on. */
  undecided(to: string, parcels: readonly Parcel[]): void
}
