import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { deliveryLimits } from '@madoguchi/delivery'
import { type OldLimit, oldLimits } from '../app/old-limits.fixture.ts'

const help = `npm run old-limits [-- ROW…]

Runs the test of each limit again, in a process of its own that reads one line of the source as it was when the limit hit
others. Each has to fail by what it holds. Ends with 1 when one passes. Some two minutes.
`

const root = new URL('../../../../', import.meta.url)
const testOf = (row: string) =>
  Object.hasOwn(deliveryLimits, row) ? 'packages/delivery/src/limits.test.ts' : 'apps/portal/src/app/limits.test.ts'

/** What the process wrote. */
function runWith(row: string, { file, now, before }: OldLimit): Promise<string> {
  const hook = `import { registerHooks } from 'node:module'
registerHooks({ load(url, context, next) {
  const loaded = next(url, context)
  if (url !== ${JSON.stringify(new URL(file, root).href)}) return loaded
  return { ...loaded, source: String(loaded.source).replace(${JSON.stringify(now)}, () => ${JSON.stringify(before)}) }
} })`
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(hook)}`,
    '--test-reporter=spec',
    `--test-name-pattern=^${row}:`,
    fileURLToPath(new URL(testOf(row), root)),
  ]
  return new Promise((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 1e8, env: {}, timeout: 300_000 }, (_, out, err) => resolve(out + err))
  })
}

async function main(rows: readonly string[]): Promise<number> {
  const unknown = rows.filter((row) => !Object.hasOwn(oldLimits, row))
  if (rows.includes('--help') || unknown.length > 0) {
    process.stdout.write(help)
    return rows.includes('--help') ? 0 : 2
  }
  let bad = 0
  for (const [row, old] of Object.entries(oldLimits)) {
    if (rows.length > 0 && !rows.includes(row)) continue
    const out = await runWith(row, old)
    const why = /^\s*((?:AssertionError|AppError|Error)\b.*)$/m.exec(out)?.[1]
    // The test itself fails, and by an expectation or a refusal: not by a file that does not load.
    const isCaught = out.includes(`✖ ${row}:`) && why !== undefined && !/SyntaxError|ReferenceError/.test(out)
    if (!isCaught) bad += 1
    process.stdout.write(isCaught ? `caught      ${row}: ${why}\n` : `NOT CAUGHT  ${row}\n${out}\n`)
  }
  return bad === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
