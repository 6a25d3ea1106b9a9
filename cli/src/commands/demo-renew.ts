import { AppError } from '@madoguchi/kit'
import { withRegistryDesk } from '@madoguchi/nation'
import type { Command } from '@madoguchi/party'
import { textOf, usageError } from '@madoguchi/party'
import { dataFolderOf, dataOption } from '../data-option.ts'

export const demoRenew: Command = {
  name: 'demo renew',
  summary: 'issue a renewed card to the holder of a demo card; the old one is revoked, as in a renewal',
  examples: ['madoguchi demo renew --card hanako', 'madoguchi demo renew --card hanako --keep-old'],
  options: {
    card: { type: 'string', value: 'NAME', help: 'the card to renew: a name that "madoguchi demo cards" lists' },
    'keep-old': { type: 'boolean', help: "do not revoke the old card's certificates" },
    data: dataOption,
  },
  async run(values, { out }) {
    const name = textOf(values, 'card')
    if (name === undefined) throw usageError('カードを指定してください: --card NAME')
    const keepsOld = values['keep-old'] === true
    const renewed = await withRegistryDesk(dataFolderOf(values), (desk) => desk.renew(name, keepsOld))
    if (!renewed.ok) {
      const isUnknown = renewed.code === 'CARD_UNKNOWN'
      throw new AppError(
        renewed.code,
        isUnknown
          ? `${name} という体験用のカードはありません。「madoguchi demo cards」に一覧があります。`
          : `${name} がだれのカードか、登録がありません。`,
      )
    }
    out(`${renewed.value.name} is the new card of ${renewed.value.resident}; its PIN is ${renewed.value.pin}.\n`)
    out(keepsOld ? `${name} stays good, too.\n` : `${name} is revoked: it logs nobody in any more.\n`)
    return 0
  },
}
