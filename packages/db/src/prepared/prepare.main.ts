import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { AppError } from '@madoguchi/kit'
import type { PrepareOrder, PrepareReport } from './order.ts'
import { prepareServer } from './prepare-server.ts'

// A child of `openPreparedServer`: it alone has the passwords of the administrator and of the owners, and ends before
// anybody is served. Its order comes as a line; when its parent goes, so does it.
function report(one: PrepareReport): void {
  process.stdout.write(`${JSON.stringify(one)}\n`)
}

// Ctrl-C in a terminal is for the parent, which stops in good order once this is done.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {})
const lines = createInterface({ input: process.stdin })
const [line] = (await once(lines, 'line')) as [string]
lines.once('close', () => process.exit(1))
try {
  report({
    prepared: await prepareServer(JSON.parse(line) as PrepareOrder, (event, facts) => report({ event, facts })),
  })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  const { code, message, facts } = error
  report({ failed: { code, message, facts } })
}
lines.removeAllListeners('close')
lines.close()
process.stdin.destroy()
