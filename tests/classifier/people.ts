import assert from 'node:assert/strict'
import type { Nation } from '@madoguchi/nation'
import { createCard } from '@madoguchi/nation'

export const labels = ['protected', 'unknown', 'no-data'] as const
export type Label = (typeof labels)[number]
export type Person = {
  readonly card: string
  readonly label: Label
  /** What differs between any two people: their names and addresses, as pages show them. */
  readonly names: readonly string[]
  /** Where they told the portal to write to. */
  readonly email: string
  /** By which みほん市 knows them, where it does. */
  readonly ref: string
}

const city = '482013'

/**
 * For each label some residents whom the demo gave no card, with cards: taxed in みほん市 (an officer protects them next),
 * living elsewhere, living there without a tax record.
 */
export async function makePeople(nation: Nation, perLabel: Readonly<Record<Label, number>>): Promise<Person[]> {
  const free = nation.residents.filter(({ cardName }) => cardName === undefined)
  type Resident = (typeof free)[number]
  const isOurs = ({ address }: Resident) => address.municipalityCode === city
  const isTaxed = ({ taxes }: Resident) => taxes.some(({ municipalityCode }) => municipalityCode === city)
  const fits: Record<Label, (one: Resident) => boolean> = {
    protected: (one) => isOurs(one) && isTaxed(one),
    unknown: (one) => !isOurs(one) && !isTaxed(one),
    'no-data': (one) => isOurs(one) && !isTaxed(one),
  }
  const people: Person[] = []
  for (const label of labels) {
    const chosen = free.filter(fits[label]).slice(0, perLabel[label])
    assert.equal(chosen.length, perLabel[label], `too few residents are ${label}`)
    for (const [i, resident] of chosen.entries()) {
      const card = `${label}-${i + 1}`
      await createCard({ folder: nation.folder, registry: nation.registry, resident, name: card })
      const { familyName, givenName, address, residentCode } = resident
      const full = [`${familyName} ${givenName}`, `${familyName}　${givenName}`]
      const email = `${card}@mail.example`
      people.push({ card, label, email, names: [...full, address.text, email, card], ref: `A${residentCode.slice(2)}` })
    }
  }
  return people
}
