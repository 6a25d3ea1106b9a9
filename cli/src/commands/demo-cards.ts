import { AppError } from '@madoguchi/kit'
import { openNationFolder, readDemoCards } from '@madoguchi/nation'
import type { Command } from '@madoguchi/party'
import { dataFolderOf, dataOption } from '../data-option.ts'

export const demoCards: Command = {
  name: 'demo cards',
  summary: 'print the demo cards with their PINs, whether the demo runs or not',
  examples: ['madoguchi demo cards', 'madoguchi demo cards --json'],
  options: { data: dataOption, json: { type: 'boolean', help: 'as JSON: name, pin, password, resident' } },
  async run(values, { out }) {
    const folder = dataFolderOf(values)
    const cards = await readDemoCards(await openNationFolder(folder))
    if (cards.length === 0) {
      throw new AppError(
        'DEMO_EMPTY',
        `${folder} に体験用のカードがありません。一度 npm start で始めるか、--data でフォルダーを指定してください。`,
      )
    }
    if (values.json === true) out(`${JSON.stringify(cards, null, 2)}\n`)
    else
      for (const { name, pin, password, resident } of cards)
        out(`${name.padEnd(10)}  ${pin}  ${(password ?? '-').padEnd(16)}  ${resident}\n`)
    return 0
  },
}
