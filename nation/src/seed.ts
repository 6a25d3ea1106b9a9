import type { Agency, InquiryOrder } from '@madoguchi/agency'
import type { Clock } from '@madoguchi/kit'
import type { Registry } from '@madoguchi/registry'
import type { BusinessData } from './business-data.ts'
import { importBusiness } from './business-data.ts'
import { createCard } from './cards.ts'
import { fullNameOf, sexCodeOf } from './cast/describe-people.ts'
import type { CastAgency } from './cast/model.ts'
import type { DataFolder } from './data-folder.ts'
import type { Resident } from './residents/index.ts'

/** An agency that runs, with its part in the cast. */
export type CastAtWork = { readonly member: CastAgency; readonly app: Agency }

/** Hands every party what it would know by itself. Each writes its own tables; nobody writes another's. */
export async function importPopulation(
  { registry, agencies }: { registry: Registry; agencies: readonly CastAtWork[] },
  residents: readonly Resident[],
  clock: Clock,
): Promise<void> {
  await Promise.all([
    registry.importResidents(describeRegistry(residents).residents),
    ...agencies.map(({ member, app }) => importBusiness(app, member.describe(residents), clock)),
  ])
}

/** The made-up residents as each party of the cast that runs would know them, by its id; `registry` is the registry. */
export function describePopulation(
  residents: readonly Resident[],
  cast: readonly CastAgency[],
): { readonly registry: ReturnType<typeof describeRegistry>; readonly agencies: ReadonlyMap<string, BusinessData> } {
  const agencies = cast
    .filter(({ part }) => part !== 'publishes')
    .map(({ agency, describe }) => [agency.id, describe(residents)] as const)
  return { registry: describeRegistry(residents), agencies: new Map(agencies) }
}

function describeRegistry(residents: readonly Resident[]) {
  return {
    residents: residents.map((resident) => ({
      residentCode: resident.residentCode,
      name: fullNameOf(resident),
      address: resident.address.text,
      birthDate: resident.birthDate,
      sex: sexCodeOf(resident),
    })),
  }
}

export async function createCards(options: {
  folder: DataFolder
  registry: Registry
  holders: readonly Resident[]
}): Promise<void> {
  const { folder, registry, holders } = options
  await Promise.all(
    holders.map((resident) =>
      resident.cardName === undefined ? undefined : createCard({ folder, registry, resident, name: resident.cardName }),
    ),
  )
}

/** A few exchanges between agencies about the card holders, asked through the network, so that a history is not empty. */
export async function askAboutHolders(agencies: readonly CastAtWork[], holders: readonly Resident[]): Promise<void> {
  const joined = agencies.filter(({ member }) => member.part === 'joined')
  const here = new Set(joined.map(({ member }): string => member.agency.id))
  for (const { member, app } of joined) {
    const orders = member.asks
      .filter(({ provider }) => here.has(provider))
      .flatMap(({ provider, affair, type, concerns }) =>
        holders
          .filter(concerns)
          .map((resident): InquiryOrder => ({ personRef: member.refOf(resident), provider, affair, type })),
      )
    const asked = await app.inquire(orders)
    if (!asked.ok) throw new Error(`the demo's own exchanges could not be asked: ${asked.code}`)
  }
}
