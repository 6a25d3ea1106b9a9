import { join } from 'node:path'
import { partyKinds } from '@madoguchi/messages'
import type { Command, Option, Values } from '@madoguchi/party'
import { textOf, textsOf, usageError } from '@madoguchi/party'
import type { Purpose } from '../party-folder.ts'
import { addKey, makeOfflineKey, makePartyFolder, retireKeys, switchKey } from '../party-folder.ts'

const dir = { type: 'string', value: 'DIR', help: "the party's folder", isRequired: true } as const satisfies Option
const purpose = { type: 'string', value: 'NAME', help: 'signing or tls', isRequired: true } as const satisfies Option

const keysNew: Command = {
  name: 'keys new',
  summary: "make a party's keys and secrets, and the party file for the directory",
  examples: [
    'madoguchi keys new --dir core --party core --kind core --network-url https://core.example:9443',
    'madoguchi keys new --dir city --party my-city --kind agency --network-url https://city.example:9443 --is municipality --municipality 482013 --provides local-tax',
  ],
  options: {
    dir,
    party: { type: 'string', value: 'ID', help: 'small letters, digits, hyphens', isRequired: true },
    kind: { type: 'string', value: 'KIND', help: partyKinds.join(', '), isRequired: true },
    'network-url': {
      type: 'string',
      value: 'URL',
      help: 'where other parties reach it: https://HOST:PORT',
      isRequired: true,
    },
    origin: { type: 'string', value: 'URL', help: 'a portal: what citizens see and cards sign for' },
    is: {
      type: 'string',
      multiple: true,
      value: 'KIND',
      help: 'a kind of body as the permission table knows it: municipality',
    },
    municipality: {
      type: 'string',
      value: 'CODE',
      help: 'of a municipality: its six digits; it may publish what it offers',
    },
    provides: { type: 'string', multiple: true, value: 'TYPE', help: 'an information type that it answers for' },
  },
  async run(values, { out }) {
    const kind = partyKinds.find((one) => one === textOf(values, 'kind'))
    if (kind === undefined) throw usageError(`--kind には ${partyKinds.join('、')} のどれかを指定してください。`)
    const networkUrl = demandValue(values, 'network-url')
    if (!URL.canParse(networkUrl) || new URL(networkUrl).protocol !== 'https:')
      throw usageError('--network-url には https:// で始まるアドレスを指定してください。')
    const url = textOf(values, 'origin')
    if (kind === 'portal' && url === undefined) throw usageError('ポータルには --origin が要ります。')
    const municipality = textOf(values, 'municipality')
    if (municipality !== undefined && !/^[0-9]{6}$/.test(municipality))
      throw usageError('--municipality には、市区町村の6けたの番号を指定してください。')
    const folder = demandValue(values, 'dir')
    await makePartyFolder(folder, {
      id: demandValue(values, 'party'),
      kind,
      kinds: [...textsOf(values, 'is')],
      ...(municipality === undefined ? {} : { municipality }),
      ...(url === undefined ? {} : { url }),
      networkUrl,
      provides: [...textsOf(values, 'provides')],
    })
    out(
      `${join(folder, 'party.json')} is for whoever signs the directory, once "directory describe" has put its name and telephone there; all else in ${folder} stays there.\n`,
    )
    return 0
  },
}

const keysOffline: Command = {
  name: 'keys offline',
  summary: "make the directory's offline key and print the public half that every node pins",
  examples: ['madoguchi keys offline --dir offline'],
  options: { dir: { ...dir, help: 'where to put it; then carry it away' } },
  async run(values, { out }) {
    out(`${await makeOfflineKey(demandValue(values, 'dir'))}\n`)
    return 0
  },
}

const keysAdd: Command = {
  name: 'keys add',
  summary: "make a party's next key beside the current one (rotation, step 1)",
  examples: ['madoguchi keys add --dir city --purpose signing'],
  options: { dir, purpose },
  async run(values, { out }) {
    const folder = demandValue(values, 'dir')
    const entry = await addKey(folder, purposeOf(values))
    out(
      `${join(folder, 'party.json')} names ${entry.keys.length} signing and ${entry.tlsKeys?.length ?? 0} TLS key(s) now: have the directory signed with it.\n`,
    )
    return 0
  },
}

const keysSwitch: Command = {
  name: 'keys switch',
  summary: 'put the next key in the place of the current one (rotation, step 2); then restart the program',
  examples: ['madoguchi keys switch --dir city --purpose signing'],
  options: { dir, purpose },
  async run(values, { out }) {
    await switchKey(demandValue(values, 'dir'), purposeOf(values))
    out('Switched. Restart the program; retire the old key when the last message it signed is over.\n')
    return 0
  },
}

const keysRetire: Command = {
  name: 'keys retire',
  summary: 'take all but the current key out of the party file (rotation, step 3)',
  examples: ['madoguchi keys retire --dir city --purpose signing'],
  options: { dir, purpose },
  async run(values, { out }) {
    const folder = demandValue(values, 'dir')
    await retireKeys(folder, purposeOf(values))
    out(`${join(folder, 'party.json')} names the current key only: have the directory signed with it.\n`)
    return 0
  },
}

export const keysCommands: readonly Command[] = [keysNew, keysOffline, keysAdd, keysSwitch, keysRetire]

export function demandValue(values: Values, name: string): string {
  const value = textOf(values, name)
  if (value === undefined || value === '') throw usageError(`--${name} の指定が要ります。`)
  return value
}

function purposeOf(values: Values): Purpose {
  const value = textOf(values, 'purpose')
  if (value !== 'signing' && value !== 'tls') throw usageError('--purpose には signing か tls を指定してください。')
  return value
}
