import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { leavable } from '../tidy/leavable.ts'
import { tablesSaidIn } from '../tidy/table-writers.ts'
import { makeBareEnvironment } from './follow-page.ts'
import { openCopy } from './open-copy.ts'
import { removeEntries, removeRow } from './remove-entries.ts'

const list = 'apps/portal/src/app/journeys.ts'
const rows = 'tests/tidy/journeys.ts'
const migrations = 'apps/portal/migrations'

/** What holds without either: what the house asks of itself, a portal that starts, its pages and where they lead, its limits, what it keeps. */
const still = [
  ...['tests/tidy.test', 'tests/tidy/', 'portal/src/kept-vectors', 'portal/src/shell/watch-proxies'],
  ...['portal/src/app/pages', 'portal/src/app/addresses', 'portal/src/app/limits', 'portal/src/app/old-limits'],
  'portal/src/app/dead-links',
]

for (const name of Object.keys(leavable))
  test(`without the folder ${name} and its entries in the list of journeys everything else is checked, tested and started`, {
    timeout: 560_000,
  }, async () => {
    await using place = await openCopy()
    const { copy } = place
    const change = async (path: string, edit: (text: string) => string) => {
      const before = await readFile(join(copy, path), 'utf8')
      const after = edit(before)
      assert.notEqual(after, before, path)
      await writeFile(join(copy, path), after)
    }
    const tables = tablesSaidIn(await readFile(join(copy, `apps/portal/src/${name}/journey.ts`), 'utf8'))
    await rm(join(copy, `apps/portal/src/${name}`), { recursive: true })
    await change(list, (text) => removeEntries(text, name))
    await change(rows, (text) => removeRow(text, name))
    if (tables.length > 0) {
      const made = (await readdir(join(copy, migrations))).filter((file) => file.endsWith('.sql')).length
      const number = String(made + 1).padStart(4, '0')
      await writeFile(
        join(copy, migrations, `${number}-without-${name}.sql`),
        tables.map((table) => `drop table ${table};\n`).join(''),
      )
    }
    await run(copy, ['node_modules/.bin/tsc', '--noEmit'])
    await run(copy, ['node_modules/.bin/tsc', '--noEmit', '-p', 'apps/portal/browser.tsconfig.json'])
    await run(copy, ['node_modules/.bin/biome', 'check', 'apps/portal', 'tests'])
    const out = await run(copy, ['node_modules/.bin/node', 'tests/run.ts', ...still])
    for (const part of still) assert.match(out, new RegExp(`✔ \\S*${part}\\S*: \\d+ passed`))
  })

/** Gives what it wrote; fails with it where it does. */
async function run(folder: string, [command = '', ...args]: readonly string[]): Promise<string> {
  const env = makeBareEnvironment(dirname(folder))
  const child = spawn(join(folder, command), args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const parts: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => parts.push(part))
  const status = await new Promise((resolve) => child.on('close', resolve))
  const out = Buffer.concat(parts).toString()
  assert.equal(status, 0, out)
  return out
}
