import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { listOldLimits } from './list-old-limits.fixture.ts'

const help = `npm run old-limits [-- ROW…]

Runs the test of each limit again, in a process of its own that reads one line of the source as it was when the limit hit
others. Each has to fail by what it holds. Ends with 1 when one passes. Some two minutes.
`

const root = new URL('../../../../', import.meta.url)
type Old = Awaited<ReturnType<typeof listOldLimits>>[number]

/** What the process wrote. */
function runWith({ row, test, file, now, before }: Old): Promise<string> {
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
    fileURLToPath(new URL(test, root)),
  ]
  return new Promise((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 1e8, env: {}, timeout: 300_000 }, (_, out, err) => resolve(out + err))
  })
}

async function main(rows: readonly string[]): Promise<number> {
  const all = await listOldLimits()
  const unknown = rows.filter((name) => all.every(({ row }) => row !== name))
  if (rows.includes('--help') || unknown.length > 0) {
    process.stdout.write(help)
    return rows.includes('--help') ? 0 : 2
  }
  let bad = 0
  for (const old of all) {
    const { row } = old
    if (rows.length > 0 && !rows.includes(row)) continue
    const out = await runWith(old)
    const why = /^\s*((?:AssertionError|AppError|Error)\b.*)$/m.exec(out)?.[1]
    // The test itself fails, and by an expectation or a refusal: not by a file that does not load.
    const isCaught = out.includes(`✖ ${row}:`) && why !== undefined && !/SyntaxError|ReferenceError/.test(out)
    if (!isCaught) bad += 1
    process.stdout.write(isCaught ? `caught      ${row}: ${why}\n` : `NOT CAUGHT  ${row}\n${out}\n`)
  }
  return bad === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
