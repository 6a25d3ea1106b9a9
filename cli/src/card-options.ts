import type { Option, Surroundings, Values } from '@madoguchi/party'
import { textOf, usageError } from '@madoguchi/party'
import { dataFolderOf, dataOption } from './data-option.ts'
import type { PortalClient } from './portal-client.ts'
import { openPortalClient } from './portal-client.ts'

/** The options of every command that logs in with a card. */
export const cardOptions = {
  portal: { type: 'string', value: 'URL', help: 'the portal (default: http://localhost:8480)' },
  reader: { type: 'string', value: 'NAME', help: 'the PC/SC reader (default: any that has a card)' },
  card: { type: 'string', value: 'NAME', help: 'a demo card without any reader, instead of --reader' },
  data: dataOption,
  'pin-stdin': { type: 'boolean', help: 'read the PIN from standard input; a PIN never stands in the call' },
  register: {
    type: 'boolean',
    help: 'register when the portal does not know you yet: you agree to its terms (/terms)',
  },
  'accept-last-try': { type: 'boolean', help: 'try the PIN even when one more wrong entry blocks it' },
} as const satisfies Readonly<Record<string, Option>>

export async function logInByOptions(values: Values, { readStdin, signal, err }: Surroundings): Promise<PortalClient> {
  if (values['pin-stdin'] !== true) throw usageError('暗証番号は標準入力から渡し、--pin-stdin を付けてください。')
  const card = textOf(values, 'card')
  const portal = textOf(values, 'portal') ?? 'http://localhost:8480'
  if (!URL.canParse(portal))
    throw usageError(
      `--portal には http://localhost:8480 のようなアドレスを指定してください。「${portal}」はアドレスではありません。`,
    )
  return openPortalClient({
    portal,
    cardAt:
      card === undefined
        ? { kind: 'reader', name: textOf(values, 'reader') }
        : { kind: 'demo', name: card, dataFolder: dataFolderOf(values) },
    pin: (await readStdin()).replace(/\r?\n$/, ''),
    registers: values.register === true,
    acceptLastTry: values['accept-last-try'] === true,
    signal,
    tell: err,
  })
}
