import { openNationFolder, powerUpCard } from '@madoguchi/nation'
import type { Command } from '@madoguchi/party'
import { textOf, usageError } from '@madoguchi/party'
import { emulateOverVpcd } from '@madoguchi/virtual-card/vpcd'
import { dataFolderOf, dataOption } from '../data-option.ts'

const words = {
  inserted: 'inserted',
  removed: 'removed',
  'power-on': 'power on',
  'power-off': 'power off',
  reset: 'reset',
} as const

export const cardEmulate: Command = {
  name: 'card emulate',
  summary: 'put a demo card into the virtual reader of a real pcscd (vsmartcard-vpcd)',
  examples: ['madoguchi card emulate --vpcd --card hanako', 'madoguchi card emulate --vpcd --port 35964 --card taro'],
  options: {
    vpcd: { type: 'boolean', help: 'through vpcd (the only way there is; say it, so that others can come)' },
    card: { type: 'string', value: 'NAME', help: 'which card; "madoguchi demo cards" lists them' },
    port: { type: 'string', value: 'N', help: 'where vpcd listens (default: 35963)' },
    host: { type: 'string', value: 'HOST', help: 'where vpcd runs (default: 127.0.0.1)' },
    data: dataOption,
  },
  async run(values, { out, signal }) {
    const name = textOf(values, 'card')
    if (values.vpcd !== true) throw usageError('つなぎかたを指定してください: --vpcd')
    if (name === undefined) throw usageError('カードを指定してください: --card NAME')
    const port = Number(textOf(values, 'port') ?? '35963')
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw usageError('--port には 1 から 65535 までの番号を指定してください。')
    const card = await powerUpCard(await openNationFolder(dataFolderOf(values)), name)
    await emulateOverVpcd({
      card,
      port,
      host: textOf(values, 'host') ?? '127.0.0.1',
      signal,
      onEvent: ({ kind }) => {
        if (kind !== 'command') out(`${name}: ${words[kind]}\n`)
      },
    })
    return 0
  },
}
