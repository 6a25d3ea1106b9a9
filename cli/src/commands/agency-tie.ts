import { AppError } from '@madoguchi/kit'
import type { Command } from '@madoguchi/party'
import { agencyOptions, withChosenAgencyDesk } from '../with-chosen-agency-desk.ts'
import { demandValue } from './keys.ts'

/** The tie between somebody in our own books and their card: what an officer mends where a check shows that it is broken. */
export const agencyTie: Command = {
  name: 'agency tie',
  summary: "have a person's link code (符号) acquired anew, where a check showed that it is wrong",
  examples: ['madoguchi agency tie --person A000000001', 'madoguchi agency tie --config city.env --person 0012345'],
  options: {
    ...agencyOptions,
    person: { type: 'string', value: 'REF', help: "the person's number in our own books", isRequired: true },
  },
  async run(values, surroundings) {
    const person = demandValue(values, 'person')
    const asked = await withChosenAgencyDesk({ values, surroundings }, (desk) => desk.tie(person))
    if (!asked.ok)
      throw new AppError(asked.code, `この番号の人は、ここにはいません。番号を確かめてください。(${asked.code})`)
    surroundings.out('Their code was asked for anew; it is here in a moment, and the citizen can ask again.\n')
    return 0
  },
}
