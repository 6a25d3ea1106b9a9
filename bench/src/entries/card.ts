import { type LogInOptions, logIn } from '@madoguchi/card'
import { withCard } from '@madoguchi/card/pcsc'
import { openVirtualCard } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import { findReasonToSkip, withTestReader } from '@madoguchi/virtual-card/test-reader'
import { type Conversation, countCommands } from '../card/count-commands.ts'
import { openOpenSc } from '../card/opensc.ts'
import type { Entry } from '../entry.ts'
import type { Measured } from '../measured.ts'

const rounds = 7
const pin = '1234'
const challenge = new Uint8Array(32).fill(7)
const common: LogInOptions = { pin, origin: 'https://portal.example', challenge }
const vaultSalt = new Uint8Array(32).fill(9)

const ours = {
  '': common,
  '-extended': { ...common, readsExtended: true },
  '-vault': { ...common, vaultSalt },
  '-extended-vault': { ...common, vaultSalt, readsExtended: true },
} as const satisfies Record<string, LogInOptions>

type Round = Conversation & { readonly wholeMs: number }

/**
 * One log-in at the card, by real PC/SC: PIN, authentication certificate, one signature (two with the vault), in commands,
 * bytes and time; beside it OpenSC's pkcs11-tool on the same card in the same rounds.
 */
export const card: Entry = {
  name: 'card',
  title: 'one log-in at the card: commands, bytes, time, beside OpenSC on the same card',
  unit: 'commands',
  isHigherBetter: false,
  async run() {
    const skipped = findReasonToSkip()
    if (skipped) return { skipped }
    const counted = countCommands(openVirtualCard({ file: makeTestCardFile() }))
    await using openSc = await openOpenSc()
    return await withTestReader(counted.card, async ({ name: reader }) => {
      async function listen(use: () => Promise<unknown>): Promise<Round> {
        counted.take()
        const startedAt = performance.now()
        await use()
        return { wholeMs: performance.now() - startedAt, ...counted.take() }
      }
      const ways: Record<string, () => Promise<unknown>> = {
        '-opensc': () => openSc.logIn({ reader, pin }),
        '-opensc-jpki-only': () => openSc.logIn({ reader, pin, driver: 'jpki' }),
      }
      for (const [way, options] of Object.entries(ours)) ways[way] = () => logInOnce(reader, options)
      const heard: Record<string, Round[]> = {}
      for (let round = 0; round < rounds; round++)
        for (const [way, use] of Object.entries(ways)) {
          heard[way] ??= []
          heard[way].push(await listen(use))
        }
      return compare(heard)
    })
  },
}

async function logInOnce(readerName: string, options: LogInOptions): Promise<void> {
  const signed = await withCard({ readerName, timeoutMs: 5000 }, (transmit) => logIn(transmit, options))
  if (!signed.ok) throw new Error(`the card refused: ${signed.code}`)
}

/** A row for each way and thing counted, with what OpenSC took of it, as it is installed. */
function compare(heard: Readonly<Record<string, readonly Round[]>>): Measured {
  const things = [
    ['', 'commands', 'commands'],
    ['-bytes', 'bytes', 'B'],
    ['-ms', 'ms', 'ms'],
    ['-whole-ms', 'wholeMs', 'ms'],
  ] as const
  const rows = ['', ...Object.keys(heard).filter((way) => way !== '')].flatMap((way) =>
    things.map(([suffix, thing, unit]) => ({
      name: `card${way}${suffix}`,
      unit,
      values: (heard[way] ?? []).map((round) => round[thing]),
      limit: { what: `pkcs11-tool, ${unit}`, value: medianOf((heard['-opensc'] ?? []).map((round) => round[thing])) },
    })),
  )
  const [first, ...more] = rows
  if (first === undefined) throw new Error('nothing was measured')
  return { ...first, more }
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
