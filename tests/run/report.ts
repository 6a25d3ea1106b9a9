import type { FileResult } from './run-file.ts'
import { isEmpty } from './run-file.ts'

/** One line for a file; what failed follows in full. */
export function renderFile(result: FileResult): string {
  const { path, passed, failures, skipped, durationMs } = result
  const seconds = `${(durationMs / 1000).toFixed(1)} s`
  const counts = [
    `${passed} passed`,
    ...(failures.length > 0 ? [`${failures.length} failed`] : []),
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
  ]
  const mark = failures.length > 0 || isEmpty(result) ? '✖' : passed === 0 ? '﹣' : '✔'
  const what = isEmpty(result) ? 'holds no test' : counts.join(', ')
  return [`${mark} ${path}: ${what} (${seconds})`, ...failures.map(renderFailure)].join('\n')
}

function renderFailure({ title, text }: FileResult['failures'][number]): string {
  return `\n  ✖ ${title}\n${text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n`
}

/** What was left out here and how to have it run; empty when nothing was. */
export function renderSkipped(results: readonly FileResult[], missingPackages: readonly string[]): string {
  const lines = results.flatMap(({ path, skipped }) =>
    [...Map.groupBy(skipped, ({ reason }) => reason)].map(
      ([reason, group]) => `  ${path}: ${group.length}${reason === '' ? '' : `, ${reason}`}`,
    ),
  )
  if (lines.length === 0) return ''
  const remedy = missingPackages.length === 0 ? '' : `\n  On Debian: apt-get install ${missingPackages.join(' ')}`
  return `\nSkipped:\n${lines.join('\n')}${remedy}\n`
}

export function renderTotal(results: readonly FileResult[]): string {
  const sum = (count: (result: FileResult) => number) => results.reduce((total, result) => total + count(result), 0)
  const failed = sum((result) => (isEmpty(result) ? 1 : result.failures.length))
  const skipped = sum((result) => result.skipped.length)
  return `${sum(({ passed }) => passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
