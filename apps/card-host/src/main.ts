import { listReaders, withCard } from '@madoguchi/card/pcsc'
import { type Bytes, systemClock, systemRandom } from '@madoguchi/kit'
import { findAuthority } from './authority.ts'
import { runHost } from './run-host.ts'

// Started by a browser (native messaging): speaks on standard input and output, and nothing else may be written there.
const asksForLog = process.env.MADOGUCHI_CARD_HOST_LOG === '1'
const authority = await findAuthority(process.argv.slice(2))
process.stdout.on('error', () => process.exit(0))

function write(bytes: Bytes): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()))
  return promise
}

let status = 0
try {
  const isDone = await runHost({
    input: process.stdin,
    output: write,
    slot: { withCard, listReaders },
    clock: systemClock,
    ...(authority === undefined ? {} : { stamping: { url: authority, fetch, random: systemRandom } }),
    ...(asksForLog ? { log: (op, code) => void process.stderr.write(`${op} ${code}\n`) } : {}),
  })
  status = isDone ? 0 : 1
} catch (error) {
  if (asksForLog) process.stderr.write(`${error instanceof Error ? error.name : 'error'}\n`)
  status = 1
}
// A reader that hangs would keep the process.
process.exit(status)
