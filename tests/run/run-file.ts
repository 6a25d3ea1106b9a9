import { readFileSync } from 'node:fs'
import { run } from 'node:test'
import { inspect } from 'node:util'

export type Failure = { readonly title: string; readonly text: string }
export type FileResult = {
  readonly path: string
  readonly passed: number
  readonly failures: readonly Failure[]
  readonly skipped: readonly { readonly title: string; readonly reason: string }[]
  readonly durationMs: number
}

/**
 * Runs one test file in a process of its own, by the Node that runs us. A file that is not done in time is ended and
 * fails with the names of the tests that were running. A file that holds no test fails too.
 */
export async function runFile(options: {
  root: string
  path: string
  timeLimitMs: number
  /** What the file's property tests draw from. */
  seed: number
}): Promise<FileResult> {
  const { root, path, timeLimitMs, seed } = options
  const startedAt = performance.now()
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), timeLimitMs)
  const file = `${root}${path}`
  const open = new Map<number, string>()
  const failures: Failure[] = []
  const skipped: FileResult['skipped'][number][] = []
  const output: string[] = []
  let passed = 0
  const execArgv = holdsProperties(file) ? ['--import', `${propertySeed}?seed=${seed}`] : []
  for await (const { type, data } of run({
    files: [file],
    cwd: root,
    concurrency: 1,
    signal: limit.signal,
    execArgv,
  })) {
    if (type === 'test:dequeue' && data.name !== file) open.set(data.testId, data.name)
    else if (type === 'test:complete') open.delete(data.testId)
    else if (type === 'test:stderr' || type === 'test:stdout') output.push(data.message)
    else if (type === 'test:pass' && data.name !== file && data.details.type !== 'suite') {
      if (data.skip === undefined && data.todo === undefined) passed += 1
      else skipped.push({ title: data.name, reason: typeof data.skip === 'string' ? data.skip : '' })
    } else if (type === 'test:fail') failures.push(...readFailure(data.name, data.details.error))
  }
  clearTimeout(timer)
  return { path, passed, failures: failures.map(complete), skipped, durationMs: performance.now() - startedAt }

  function readFailure(name: string, error: Error & { failureType?: string }): Failure[] {
    // A parent of failed tests, and the file around them, add nothing to what they say.
    const isEcho = error.failureType === 'subtestsFailed' && failures.length > 0
    if (isEcho) return []
    const text = inspect(error.cause ?? error, { depth: 4 })
    return [{ title: name === file ? path : name, text }]
  }

  function complete(failure: Failure): Failure {
    if (failure.title !== path) return failure
    const tail = output.join('').split('\n').slice(-40).join('\n')
    const late = `Not done within ${timeLimitMs / 1000} s. Still running: ${[...open.values()].join(', ') || 'the file itself'}`
    return { title: path, text: `${limit.signal.aborted ? late : failure.text}\n${tail}` }
  }
}

const propertySeed = new URL('property-seed.ts', import.meta.url).href

/** Loading fast-check costs a tenth of a second, so only the files that use it have it loaded before them. */
function holdsProperties(file: string): boolean {
  return readFileSync(file, 'utf8').includes("from 'fast-check'")
}

/** A file that neither passed, failed nor skipped anything was written by mistake, or ends before its tests. */
export function isEmpty({ passed, failures, skipped }: FileResult): boolean {
  return passed + failures.length + skipped.length === 0
}
