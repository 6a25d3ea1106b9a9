import type { Command } from '@madoguchi/party'
import { configOption } from '@madoguchi/party'
import { dataOption } from '../data-option.ts'
import { withDesk } from '../with-desk.ts'

export const registryResidents: Command = {
  name: 'registry residents',
  summary: "list the demo's residents with their codes",
  examples: ['madoguchi registry residents', 'madoguchi registry residents --json'],
  options: {
    config: { ...configOption, help: 'the registry of this configuration, in place of the demo' },
    data: dataOption,
    json: { type: 'boolean', help: 'as JSON: residentCode, name' },
  },
  async run(values, surroundings) {
    const { out } = surroundings
    const residents = await withDesk({ values, surroundings }, (desk) => desk.residents())
    if (values.json === true) out(`${JSON.stringify(residents, null, 2)}\n`)
    else for (const { residentCode, name } of residents) out(`${residentCode}  ${name}\n`)
    return 0
  },
}
