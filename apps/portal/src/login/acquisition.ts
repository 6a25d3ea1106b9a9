import type { Bytes, Verdict } from '@madoguchi/kit'
import { base64url, makeId, minuteMs, no, ok, secondMs } from '@madoguchi/kit'
import type { World } from '../world.ts'
import { type RegistryRefusal, readRefusal } from './read-refusal.ts'

export type Granted = { readonly mandate: string; readonly linkCode: string; readonly expiresAt: Date }

const waitMs = 10 * secondMs

/**
 * Shows the registry what the card signed and waits for the core's mandate. LOGIN_SLOW when neither answered in ten
 * seconds: nothing is lost, since a mandate that comes later is given back by the sweep.
 */
export async function acquireMandate(
  world: World,
  shown: { certificate: Bytes; signature: Bytes; challenge: Bytes; fingerprint: string },
): Promise<Verdict<Granted, RegistryRefusal | 'LOGIN_SLOW'>> {
  const { config, db, delivery, waiters } = world
  const acquisition = makeId('acq', world.deps.random)
  await delivery.transact(async ({ tx, at, post }) => {
    await tx
      .insertInto('acquisitions')
      .values({ acquisition, fingerprint: shown.fingerprint, state: 'waiting', created_at: at })
      .execute()
    post({
      name: 'present-card',
      to: config.registry,
      notAfter: at.getTime() + minuteMs,
      body: {
        acquisition,
        certificate: base64url.encode(shown.certificate),
        signature: base64url.encode(shown.signature),
        origin: config.origin,
        challenge: base64url.encode(shown.challenge),
      },
    })
  })
  const done = await waiters.waitFor({
    name: acquisition,
    timeoutMs: waitMs,
    look: () =>
      db.kysely
        .deleteFrom('acquisitions')
        .where('acquisition', '=', acquisition)
        .where('state', '!=', 'waiting')
        .returningAll()
        .executeTakeFirst(),
  })
  if (done === undefined) return no('LOGIN_SLOW')
  const { mandate, link_code: linkCode, mandate_expires_at: expiresAt } = done
  if (mandate !== null && linkCode !== null && expiresAt !== null) return ok({ mandate, linkCode, expiresAt })
  return readRefusal(done.reason)
}
