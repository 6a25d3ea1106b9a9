import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findTestFiles, runsAlone } from './run/find-files.ts'
import { findMissingPackages } from './run/missing-packages.ts'
import { renderFile, renderSkipped, renderTotal } from './run/report.ts'
import type { FileResult } from './run/run-file.ts'
import { isEmpty, runFile } from './run/run-file.ts'

// npm test                     everything
// npm test -- card pki         files whose path holds "card" or "pki"
// npm test -- --list           the files, and which run alone
// npm test -- --limit 60       a file may take 60 seconds
// npm test -- --seed fresh     property tests look at other values than those of every day; --seed 7 at those of 7

const root = fileURLToPath(new URL('../', import.meta.url))
const systemFolders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    limit: { type: 'string', default: '300' },
    seed: { type: 'string', default: '20261123' },
  },
})
const files = findTestFiles(root, positionals)

if (values.list) for (const path of files) console.log(`${path}${runsAlone(path) ? ' (alone)' : ''}`)
else process.exitCode = await runAll()

async function runAll(): Promise<number> {
  const timeLimitMs = Number(values.limit) * 1000
  if (!(timeLimitMs > 0)) throw new RangeError('--limit takes seconds')
  const seed = values.seed === 'fresh' ? randomInt(2 ** 31) : Number(values.seed)
  if (!Number.isInteger(seed)) throw new RangeError('--seed takes a whole number, or fresh')
  if (values.seed === 'fresh') console.log(`Property tests draw from seed ${seed}.`)
  const results: FileResult[] = []
  const waiting = files.filter((path) => !runsAlone(path))
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, () => work(waiting)))
  await work(files.filter(runsAlone))
  const skipped = renderSkipped(results, findMissingPackages(root, systemFolders))
  if (skipped !== '') console.log(skipped)
  if (files.length === 0) console.log(`No test file holds ${positionals.join(' or ') || '.test.ts'} in its path.\n`)
  console.log(renderTotal(results))
  const isBad = results.some((result) => result.failures.length > 0 || isEmpty(result))
  const ran = results.some(({ passed }) => passed > 0)
  return isBad || !ran ? 1 : 0

  async function work(queue: string[]): Promise<void> {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const result = await runFile({ root, path, timeLimitMs, seed })
      results.push(result)
      console.log(renderFile(result))
    }
  }
}
