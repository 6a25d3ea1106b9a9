import assert from 'node:assert/strict'
import type { Transmit } from '@madoguchi/card'
import {
  encodeCommand,
  logIn,
  readAuthCertificate,
  readCommand,
  readPersonAttributes,
  readTries,
} from '@madoguchi/card'
import type { Bytes } from '@madoguchi/kit'
import { hex } from '@madoguchi/kit'
import { openVirtualCard } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import fc from 'fast-check'
import { mutatedBytes } from '../mutate.ts'
import { refusedByName, refusedByNameLater } from '../refused-by-name.ts'
import { makeTarget } from '../target.ts'
import { readVectorFolder } from '../vectors.ts'

type Conversation = { readonly exchanges?: readonly { readonly command: string; readonly answer: string }[] }
type Input =
  | { readonly to: 'card'; readonly commands: readonly string[] }
  | { readonly to: 'reader'; readonly talk: keyof typeof talks; readonly answers: readonly string[] }

const pin = '7351'
const talks = {
  logIn: (transmit: Transmit) =>
    logIn(transmit, {
      pin,
      origin: 'https://portal.example',
      challenge: new Uint8Array(32).fill(7),
      vaultSalt: new Uint8Array(32).fill(8),
    }),
  readAttributes: (transmit: Transmit) => readPersonAttributes(transmit, { pin }),
  readCertificate: (transmit: Transmit) => readAuthCertificate(transmit),
  readTries: (transmit: Transmit) => readTries(transmit),
}
const commandsMax = 4000

/** Commands that no client sends, to the card; answers that no card gives, to the client. */
export const apdu = makeTarget<Input>({
  name: 'apdu',
  shortRuns: 800,
  msMax: 500,
  stepsMax: 20_000,
  async open() {
    const vectors = await readVectorFolder<{ readonly hex: string }>('card/command')
    const conversations = await readVectorFolder<Conversation>('card/conversation')
    const spoken = conversations.map(({ exchanges = [] }) => exchanges)
    const commands = [
      ...vectors.map((vector) => hex.decode(vector.hex)),
      ...spoken.flatMap((exchanges) => exchanges.map(({ command }) => hex.decode(command))),
    ]
    const answers = spoken.flatMap((exchanges) => exchanges.map(({ answer }) => hex.decode(answer)))
    const file = makeTestCardFile()
    const dialogues = spoken.filter((exchanges) => exchanges.length > 0)
    const dialogue = fc
      .constantFrom(...dialogues)
      .chain((exchanges) =>
        fc.tuple(
          ...exchanges.map(({ answer }) =>
            fc.oneof(
              { weight: 6, arbitrary: fc.constant(answer) },
              { weight: 1, arbitrary: mutatedBytes([hex.decode(answer)]) },
            ),
          ),
        ),
      )
    const talk = fc.constantFrom(...(Object.keys(talks) as (keyof typeof talks)[]))
    const long = 'ab'.repeat(65_535)
    return {
      large: [
        { to: 'card', commands: [`00d6000000ffff${long}`] },
        ...Object.keys(talks).map((name) => ({
          to: 'reader' as const,
          talk: name as keyof typeof talks,
          answers: [`${long}9000`],
        })),
      ],
      inputs: fc.oneof(
        fc.record({
          to: fc.constant('card' as const),
          commands: fc.array(mutatedBytes(commands), { minLength: 1, maxLength: 6 }),
        }),
        fc.record({
          to: fc.constant('reader' as const),
          talk,
          answers: fc.array(mutatedBytes(answers), { maxLength: 12 }),
        }),
        fc.record({ to: fc.constant('reader' as const), talk, answers: dialogue }),
      ),
      async check(input) {
        if (input.to === 'reader')
          return checkReader(
            talks[input.talk],
            input.answers.map((answer) => hex.decode(answer)),
          )
        let kept = file
        const card = openVirtualCard({
          file,
          onChange(changed) {
            kept = changed
          },
        })
        for (const text of input.commands) {
          const bytes = hex.decode(text)
          const read = refusedByName(() => readCommand(bytes), /^CARD_COMMAND_MALFORMED$/)
          if ('value' in read) assert.deepEqual(readCommand(encodeCommand(read.value)), read.value)
          const answer = await card.transmit(bytes)
          assert.ok(answer.length >= 2, 'an answer has its status')
        }
        assert.ok(
          kept.authentication.triesLeft <= 3 && kept.authentication.privateKeyPem === file.authentication.privateKeyPem,
        )
      },
    }
  },
})

async function checkReader(talk: (transmit: Transmit) => Promise<unknown>, answers: readonly Bytes[]): Promise<void> {
  let count = 0
  const transmit: Transmit = async () => {
    count += 1
    assert.ok(count < commandsMax, 'the client never stops asking')
    return answers[(count - 1) % Math.max(answers.length, 1)] ?? Uint8Array.of(0x6f, 0)
  }
  const said = await refusedByNameLater(() => talk(transmit), /^CARD_[A-Z_]+$/)
  // Bytes are what the card sent; their positions would read like digits.
  const words = JSON.stringify(said, (_, value) => (value instanceof Uint8Array ? '' : value))
  assert.ok(!words.includes(pin), 'no PIN comes back')
}
