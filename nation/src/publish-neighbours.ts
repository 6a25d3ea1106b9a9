import type { Transport } from '@madoguchi/delivery'
import type { Clock, Random } from '@madoguchi/kit'
import { dayMs } from '@madoguchi/kit'
import { encodeBatch, signBatch } from '@madoguchi/messages'
import type { CastAgency } from './cast/model.ts'
import { operators } from './cast/operators.ts'
import type { DataFolder } from './data-folder.ts'
import { openPartyKey } from './party-keys.ts'

/** Sends the lists of those that only publish to the portal, each signed by its own key; the portal keeps the newest. */
export async function publishNeighbours(options: {
  folder: DataFolder
  cast: readonly CastAgency[]
  transport: Transport
  clock: Clock
  random: Random
}): Promise<void> {
  const { folder, cast, transport, clock, random } = options
  const at = clock.now().getTime()
  const to = operators.portal.id
  for (const { agency, offering, part } of cast) {
    if (part !== 'publishes' || offering === undefined || agency.municipality === undefined) continue
    const key = await openPartyKey(folder, agency)
    const { counters, offers } = offering
    const body = {
      municipality: agency.municipality,
      version: Math.floor(at / 1000),
      counters: counters.map((one) => ({ ...one })),
      offers: offers.map((one) => ({ ...one, ways: [...one.ways], counters: [...one.counters] })),
    }
    const drafts = [{ name: 'offers', to, body, notAfter: at + dayMs } as const]
    const signed = signBatch({ from: agency.id, key, drafts, random })
    await transport.send(to, encodeBatch(signed.map(({ bytes }) => bytes)))
  }
}
