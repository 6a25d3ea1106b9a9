import type { Surroundings, Values } from '@madoguchi/party'
import { textOf } from '@madoguchi/party'
import type { ApiValue } from '@madoguchi/portal'
import type { PortalClient } from './portal-client.ts'

type Item = ApiValue<'Item'>

/** As the log of a request names it: what was asked, and whom. */
export function nameItem({ typeName, providerName }: Pick<Item, 'typeName' | 'providerName'>): string {
  return `${typeName}(${providerName})`
}

/** Says of what showed nothing why that may be and whom to call; with `--check` has the agencies look again. */
export async function tellEndings(options: {
  client: PortalClient
  request: string
  items: readonly Item[]
  values: Values
  out: Surroundings['out']
}): Promise<void> {
  const { client, request, items, values, out } = options
  for (const item of items) {
    const { exchange, ending, canRequestCheck } = item
    if (ending === null) continue
    out(`\n${nameItem(item)}: 考えられる理由(どれにあたるかは、どなたにも知らされません)\n`)
    for (const reason of ending.reasons) out(`  - ${reason}\n`)
    if (ending.phone !== null) out(`  電話: ${ending.agency} ${ending.section} ${ending.phone}(${ending.hours})\n`)
    if (!canRequestCheck) continue
    if (values.check !== true) {
      out('  この機関に確認を依頼するときは、--check をつけて実行するか、ポータルの「照会の状況」から依頼できます。\n')
      continue
    }
    const [name, phone] = [textOf(values, 'name'), textOf(values, 'phone')]
    const contact = { ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }) }
    await client.post('CheckRequested', `/api/v1/requests/${request}/checks`, { exchange, ...contact })
    out('  確認を依頼しました。結果は知らされません。何日かたってから、もう一度照会できます。\n')
  }
}
