import type { Agency } from '@madoguchi/agency'
import { listAgencySeries, makeReplicaStore, start as startAgency } from '@madoguchi/agency'
import { coreSeries, start as startCore } from '@madoguchi/core'
import { migrate } from '@madoguchi/db'
import { openTestServer } from '@madoguchi/db/testing'
import type { TestNetwork } from '@madoguchi/delivery/testing'
import { makeTestNetwork, openPeer } from '@madoguchi/delivery/testing'
import { getAgencyId } from '@madoguchi/facts'
import { openSandboxFacts } from '@madoguchi/facts/sandbox'
import { base64url, dayMs, sha256, silentLog, systemRandom, utf8 } from '@madoguchi/kit'

const insurer = 'mihon-kenpo'
export const cities = ['mihon-shi', 'aoba-shi'] as const

export type ThreeAgencies = AsyncDisposable & {
  readonly test: TestNetwork
  readonly insurer: Agency
  readonly cities: Readonly<Record<(typeof cities)[number], Agency>>
}

/** A real core, an insurer and two cities that know the same people; the registry says of each who it is, and no more. */
export async function openThreeAgencies(options: { people: number; at: string }): Promise<ThreeAgencies> {
  await using stack = new AsyncDisposableStack()
  const server = stack.use(await openTestServer())
  const test = await makeTestNetwork({
    server,
    at: options.at,
    parties: [
      { id: 'core', kind: 'core' },
      { id: 'registry', kind: 'registry' },
      { id: insurer, kind: 'agency', kinds: ['medical-insurer', 'health-insurance-society'], provides: [] },
      ...cities.map((id) => ({ id, kind: 'agency', kinds: ['municipality'], provides: ['local-tax'] }) as const),
    ],
  })
  const depsOf = (id: string) => ({
    runUrl: test.databaseOf(id).runUrl,
    directory: test.directory,
    facts: openSandboxFacts(test.clock),
    key: test.keyOf(id),
    transport: test.network.transport,
    clock: test.clock,
    random: systemRandom,
    log: silentLog,
    sweeps: false,
  })
  await migrate({ connection: test.databaseOf('core').migrateUrl, series: coreSeries })
  const core = stack.use(await startCore({ self: 'core' }, { ...depsOf('core'), linkCodeKey: systemRandom.bytes(32) }))
  test.join('core', core.delivery)
  stack.use(
    await openPeer({
      test,
      id: 'registry',
      answer(message, work) {
        if (message.name !== 'acquire-code') return undefined
        const items = message.body.items.map(({ acquisition, residentCode }) => ({
          acquisition,
          subject: `sub_${base64url.encode(sha256(utf8.encode(residentCode)))}`,
        }))
        const body = { party: message.from, items }
        work.post({ name: 'assign-code', to: 'core', body, notAfter: work.at.getTime() + dayMs })
        return undefined
      },
    }),
  )
  const open = async (id: typeof insurer | (typeof cities)[number], type: 'medical-insurance' | 'local-tax') => {
    const connector = makeReplicaStore(getAgencyId(id), [type])
    await migrate({ connection: test.databaseOf(id).migrateUrl, series: listAgencySeries(connector) })
    const agency = stack.use(
      await startAgency(
        { self: id, core: 'core', registry: 'registry' },
        { ...depsOf(id), readerSecret: systemRandom.bytes(32), connector },
      ),
    )
    test.join(id, agency.delivery)
    await agency.importPeople(
      Array.from({ length: options.people }, (_, i) => ({ personRef: `p${i}`, residentCode: `1000000000${i}` })),
    )
    await agency.acquireCodes()
    await test.settle()
    return agency
  }
  const opened = {
    insurer: await open(insurer, 'medical-insurance'),
    cities: { 'mihon-shi': await open('mihon-shi', 'local-tax'), 'aoba-shi': await open('aoba-shi', 'local-tax') },
  }
  const owned = stack.move()
  return { test, ...opened, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
