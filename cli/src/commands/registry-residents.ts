import { withRegistryDesk } from '@madoguchi/nation'
import type { Command } from '../command.ts'
import { dataFolderOf, dataOption } from '../data-option.ts'

export const registryResidents: Command = {
  name: 'registry residents',
  summary: "list the demo's residents with their codes",
  examples: ['madoguchi registry residents', 'madoguchi registry residents --json'],
  options: { data: dataOption, json: { type: 'boolean', help: 'as JSON: residentCode, name' } },
  async run(values, { out }) {
    const residents = await withRegistryDesk(dataFolderOf(values), (desk) => desk.residents())
    if (values.json === true) out(`${JSON.stringify(residents, null, 2)}\n`)
    else for (const { residentCode, name } of residents) out(`${residentCode}  ${name}\n`)
    return 0
  },
}
