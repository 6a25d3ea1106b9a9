import type { AgencyKind } from '@madoguchi/facts'
import { getAgencyId } from '@madoguchi/facts'
import type { CastParty } from './model.ts'

/** A body with a contact as all of the made-up country have: a postal code of no place, a telephone that nobody has. */
export function defineParty(facts: {
  id: string
  kinds: readonly AgencyKind[]
  municipality?: string
  code: string
  name: string
  kana: string
  headTitle: string
  insurerNumber?: string
  section: string
  town: string
}): CastParty {
  const { id, kinds, municipality, section, town, ...about } = facts
  const contact = {
    section,
    postalAddress: `〒000-0000 みほん県${town}`,
    phone: '000-0000-0000',
    hours: '平日 8:30〜17:15(祝日・年末年始を除く)',
    email: `madoguchi@${id}.example`,
  }
  return {
    id: getAgencyId(id),
    kinds,
    ...(municipality === undefined ? {} : { municipality }),
    about: { ...about, contact },
  }
}
