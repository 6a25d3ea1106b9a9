import type { Command } from '@madoguchi/party'
import { getDone } from '../officer-sentences.ts'
import { agencyOptions, withChosenAgencyDesk } from '../with-chosen-agency-desk.ts'
import { demandValue } from './keys.ts'

/** The first passkeys of an agency begin here: on the machine that has its secrets, and nowhere else. */
export const deskInvite: Command = {
  name: 'desk invite',
  summary:
    "invite an officer to an agency's desk: prints a one-time link by which they register a passkey of their own",
  examples: [
    'madoguchi desk invite --name 佐藤 --roles look,handle --affairs self-information',
    'madoguchi desk invite --name 鈴木 --roles settings,records --affairs desk,self-information,protection --config city.env',
  ],
  options: {
    ...agencyOptions,
    name: { type: 'string', value: 'NAME', help: 'as the officer is called in the agency', isRequired: true },
    roles: { type: 'string', value: 'LIST', help: 'of look, handle, divide, records, settings', isRequired: true },
    affairs: {
      type: 'string',
      value: 'LIST',
      help: 'in which affairs: self-information, protection, desk, or any of the network',
      isRequired: true,
    },
  },
  async run(values, surroundings) {
    const order = {
      name: demandValue(values, 'name'),
      roles: demandValue(values, 'roles'),
      affairs: demandValue(values, 'affairs'),
    }
    const { link, endsAt } = getDone(
      await withChosenAgencyDesk({ values, surroundings }, ({ desk }) => desk.invite(order)),
    )
    surroundings.out(`${link}\n`)
    surroundings.out(
      `It opens one registration, until ${endsAt}. Hand it to ${order.name} in person; it is kept nowhere.\n`,
    )
    return 0
  },
}
