import { adoptLedger, core } from '@madoguchi/core'
import type { Command } from '@madoguchi/party'
import { configOption, openParty, readSource, textOf } from '@madoguchi/party'

export const coreLedgerHead: Command = {
  name: 'core ledger-head',
  summary: 'write the ledger head file of a core that never had one; refuses when there is one',
  examples: ['madoguchi core ledger-head --config core.env'],
  options: { config: configOption },
  async run(values, surroundings) {
    const configured = core.configure(await readSource(textOf(values, 'config'), surroundings.environment))
    await using party = await openParty({ ...configured, err: surroundings.err })
    const entry = await adoptLedger({ runUrl: party.deps.runUrl, file: configured.ledgerHead(party) })
    surroundings.out(`The ledger head file names entry ${entry} now.\n`)
    return 0
  },
}
