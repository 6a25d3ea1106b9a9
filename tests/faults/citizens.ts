import type { Citizen } from './citizen.ts'
import { openCitizen } from './citizen.ts'
import type { Dice } from './dice.ts'
import type { NationOfProcesses } from './nation-of-processes.ts'

/** So many different people, each with a card of their own. */
export async function openCitizens(nation: NationOfProcesses, count: number, dice: Dice): Promise<Citizen[]> {
  const people = new Set<number>()
  while (people.size < count) people.add(dice.below(nation.people))
  return Promise.all([...people].map((person) => openCitizen(nation, person)))
}
