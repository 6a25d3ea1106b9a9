import { readFile } from 'node:fs/promises'
import type { OfferCode } from '@madoguchi/agency'
import { agency } from '@madoguchi/agency'
import { AppError } from '@madoguchi/kit'
import type { Command } from '@madoguchi/party'
import { configOption, textOf, withApp } from '@madoguchi/party'

/** Publishes a municipality's list of procedures; the file is `{ "counters": […], "offers": […] }`. */
export const agencyOffer: Command = {
  name: 'agency offer',
  summary: 'tell all portals what our municipality offers, or tell them again',
  examples: ['madoguchi agency offer --config city.env --file offers.json', 'madoguchi agency offer --config city.env'],
  options: {
    config: configOption,
    file: {
      type: 'string',
      value: 'FILE',
      help: 'counters and offers, as protocol/schemas/offers.json has them; without it what was told last goes out again',
    },
  },
  async run(values, surroundings) {
    const file = textOf(values, 'file')
    const order = file === undefined ? {} : { offering: await readJson(file) }
    const told = await withApp({ program: agency, values, surroundings }, (app) => app.publishOffers(order))
    if (!told.ok) throw new AppError(told.code, describe(told.code, told.facts), { facts: told.facts })
    const { version, offerCount, portalCount } = told.value
    surroundings.out(`Version ${version} with ${offerCount} procedures is on its way to ${portalCount} portal(s).\n`)
    return 0
  },
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    throw new AppError(
      'FILE_UNREADABLE',
      `${file} を JSON として読めません。あるか、途中で切れていないかを確かめてください。`,
      { cause },
    )
  }
}

function describe(code: OfferCode, { at, sizeBytes }: Readonly<Record<string, unknown>>): string {
  const words: Readonly<Record<OfferCode, string>> = {
    OFFERS_NO_MUNICIPALITY:
      '名簿に、どの市区町村かが書かれていません。「keys new --is municipality --municipality CODE」で書き、署名してもらってください。',
    OFFERS_MALFORMED: `手続の一覧のファイルではありません。protocol/schemas/offers.json の形にしてください${at === '' ? '' : `(場所: ${at})`}。`,
    OFFERS_INCONSISTENT: '同じ手続、方法、窓口が2回あるか、ない窓口を指す手続があります。',
    OFFERS_TOO_LARGE: `一覧が ${sizeBytes} バイトあります。65536 バイトまでに、文を短くしてください。`,
    OFFERS_NONE: 'まだ何も公開していません。--file を指定してください。',
  }
  return words[code]
}
