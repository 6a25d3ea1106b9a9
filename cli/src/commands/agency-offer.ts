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
    throw new AppError('FILE_UNREADABLE', `${file} cannot be read as JSON: see that it is there, and whole.`, { cause })
  }
}

function describe(code: OfferCode, { at, sizeBytes }: Readonly<Record<string, unknown>>): string {
  const words: Readonly<Record<OfferCode, string>> = {
    OFFERS_NO_MUNICIPALITY:
      'The directory does not say which municipality we are: "keys new --is municipality --municipality CODE", then have it signed.',
    OFFERS_MALFORMED: `The file is no list of offers: see protocol/schemas/offers.json${at === '' ? '' : `, at ${at}`}.`,
    OFFERS_INCONSISTENT:
      'A procedure, a way or a counter stands there twice, or an offer names a counter that is not there.',
    OFFERS_TOO_LARGE: `The list has ${sizeBytes} bytes and may have 65536: make texts shorter.`,
    OFFERS_NONE: 'Nothing was published yet: give --file.',
  }
  return words[code]
}
