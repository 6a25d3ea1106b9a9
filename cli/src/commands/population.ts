import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { agency } from '@madoguchi/agency'
import { AppError, systemClock } from '@madoguchi/kit'
import { writeWhole } from '@madoguchi/kit/files'
import type { BusinessData } from '@madoguchi/nation'
import {
  chooseCardHolders,
  createCard,
  demoCast,
  describePopulation,
  generateResidents,
  importBusiness,
  openNationFolder,
} from '@madoguchi/nation'
import type { Command } from '@madoguchi/party'
import { configOption, textOf, usageError, withApp } from '@madoguchi/party'
import type { ResidentIdentity } from '@madoguchi/registry'
import { registry } from '@madoguchi/registry'
import { dataFolderOf, dataOption } from '../data-option.ts'
import { demandValue } from './keys.ts'

const fileOption = {
  type: 'string',
  value: 'FILE',
  help: 'the file, as "demo population" writes one',
  isRequired: true,
} as const

const demoPopulation: Command = {
  name: 'demo population',
  summary: 'write made-up residents as files, one for each party that would know them',
  examples: ['madoguchi demo population --out population --residents 200'],
  options: {
    out: { type: 'string', value: 'DIR', help: 'where to put the files', isRequired: true },
    residents: { type: 'string', value: 'N', help: 'how many, 40 to 100000 (default: 200)' },
  },
  async run(values, { out }) {
    const folder = demandValue(values, 'out')
    const count = Number(textOf(values, 'residents') ?? '200')
    if (!Number.isInteger(count) || count < 40 || count > 100_000)
      throw usageError('--residents には 40 から 100000 の数を指定してください。')
    const residents = generateResidents({ seed: 'madoguchi', count })
    const { registry, agencies } = describePopulation(residents, demoCast)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (const [name, data] of [['registry', registry] as const, ...agencies])
      await writeWhole({ path: join(folder, `${name}.json`), data: `${JSON.stringify(data)}\n` })
    for (const { cardName = '', residentCode, familyName, givenName } of chooseCardHolders(residents))
      out(`${cardName.padEnd(10)}  ${residentCode}  ${familyName} ${givenName}\n`)
    return 0
  },
}

const registryImport: Command = {
  name: 'registry import',
  summary: 'take residents into the registry of a config file; those already known stay as they are',
  examples: ['madoguchi registry import --config registry.env --file population/registry.json'],
  options: { config: configOption, file: fileOption },
  async run(values, surroundings) {
    const { residents } = await readJson<{ residents: ResidentIdentity[] }>(demandValue(values, 'file'), 'residents')
    await withApp({ program: registry, values, surroundings }, (app) => app.importResidents(residents))
    surroundings.out(`${residents.length} residents are in the registry.\n`)
    return 0
  },
}

const registryIssueCard: Command = {
  name: 'registry issue-card',
  summary: 'issue a virtual test card to a resident of the registry of a config file',
  examples: [
    'madoguchi registry issue-card --config registry.env --resident-code 10000000001 --name hanako --data demo',
  ],
  options: {
    config: configOption,
    'resident-code': { type: 'string', value: 'CODE', help: 'whose card it is', isRequired: true },
    name: { type: 'string', value: 'NAME', help: 'what the card is called here: a-z', isRequired: true },
    sex: { type: 'string', value: 'WORD', help: 'female or male, for the card (default: female)' },
    data: dataOption,
  },
  async run(values, surroundings) {
    const name = demandValue(values, 'name')
    if (!/^[a-z]{1,20}$/.test(name)) throw usageError('--name には a-z の20文字までを指定してください。')
    const sex = textOf(values, 'sex') ?? 'female'
    if (sex !== 'female' && sex !== 'male') throw usageError('--sex には female か male を指定してください。')
    const resident = { residentCode: demandValue(values, 'resident-code'), sex } as const
    const folder = await openNationFolder(dataFolderOf(values))
    await withApp({ program: registry, values, surroundings }, (app) =>
      createCard({ folder, registry: app, resident, name }),
    )
    surroundings.out(`The card ${name} is in ${folder.cards}; "madoguchi demo cards --data DIR" prints its PIN.\n`)
    return 0
  },
}

const agencyImport: Command = {
  name: 'agency import',
  summary: "take people and business data into an agency's database, and ask for their link codes",
  examples: ['madoguchi agency import --config city.env --file population/my-city.json'],
  options: { config: configOption, file: fileOption },
  async run(values, surroundings) {
    const data = await readJson<BusinessData>(demandValue(values, 'file'), 'people')
    const asked = await withApp({ program: agency, values, surroundings }, async (app) => {
      await importBusiness(app, data, systemClock)
      return app.acquireCodes()
    })
    surroundings.out(`${data.people.length} people are there; link codes were asked for ${asked} of them.\n`)
    return 0
  },
}

const pollMs = 200

const agencyAsk: Command = {
  name: 'agency ask',
  summary: 'ask another agency about one of our people and print the outcome, never the answer',
  examples: [
    'madoguchi agency ask --config insurer.env --person K1 --provider my-city --affair health-insurance-benefit --type local-tax',
  ],
  options: {
    config: configOption,
    person: { type: 'string', value: 'REF', help: 'our own reference of the person', isRequired: true },
    provider: { type: 'string', value: 'PARTY', help: 'whom to ask', isRequired: true },
    affair: { type: 'string', value: 'ID', help: 'for which affair', isRequired: true },
    type: { type: 'string', value: 'ID', help: 'which information type', isRequired: true },
    wait: { type: 'string', value: 'SECONDS', help: 'how long to wait for the outcome (default: 30)' },
  },
  async run(values, surroundings) {
    const order = {
      personRef: demandValue(values, 'person'),
      provider: demandValue(values, 'provider'),
      affair: demandValue(values, 'affair'),
      type: demandValue(values, 'type'),
    }
    const seconds = Number(textOf(values, 'wait') ?? '30')
    if (!(seconds >= 0 && seconds <= 86_400)) throw usageError('--wait には秒数を指定してください。')
    const until = performance.now() + seconds * 1000
    const outcome = await withApp({ program: agency, values, surroundings }, async (app) => {
      for (;;) {
        const asked = await app.inquire([order as Parameters<typeof app.inquire>[0][number]])
        if (asked.ok) return waitForOutcome(app, asked.value[0] ?? '', until)
        // The link code may be on its way.
        if (performance.now() > until || surroundings.signal.aborted)
          throw new AppError(
            asked.code,
            'この人の符号がまだありません。registry と core が動いていることと、「agency import」で入れた番号かどうかを確かめてください。',
          )
        await sleep(pollMs)
      }
    })
    surroundings.out(`${outcome ?? 'open'}\n`)
    return outcome === undefined ? 3 : 0
  },
}

/** The program that runs takes the answer; we look into its database. */
async function waitForOutcome(
  app: Awaited<ReturnType<ReturnType<typeof agency.configure>['start']>>,
  exchange: string,
  until: number,
): Promise<string | undefined> {
  while (performance.now() < until) {
    const row = await app.database
      .selectFrom('inquiries')
      .select('outcome')
      .where('exchange_id', '=', exchange)
      .executeTakeFirst()
    if (typeof row?.outcome === 'string') return row.outcome
    await sleep(pollMs)
  }
  return undefined
}

async function readJson<T>(file: string, member: string): Promise<T> {
  try {
    const data: Readonly<Record<string, unknown>> = Object(JSON.parse(await readFile(file, 'utf8')))
    if (Array.isArray(data[member])) return data as T
  } catch (cause) {
    throw new AppError(
      'FILE_UNREADABLE',
      `${file} を JSON として読めません。「demo population」が書いたファイルを指定してください。`,
      {
        cause,
      },
    )
  }
  throw new AppError(
    'FILE_UNREADABLE',
    `${file} に ${member} がありません。「demo population」がこの参加者のために書いたファイルを指定してください。`,
  )
}

export const populationCommands: readonly Command[] = [
  demoPopulation,
  registryImport,
  registryIssueCard,
  agencyImport,
  agencyAsk,
]
