import type { RepositoryFile } from './repository.ts'

/**
 * Journeys that a portal may do without (docs/decisions/0045-portal-by-journeys.md), and what packages and the shell offer that the portal has for
 * them alone. Where the folder of one is gone, nothing is missing that lists and pages of the house say of it; while it is there, each
 * name of its row is needed by it and by nothing else that runs.
 */
export const leavable: Readonly<Record<string, readonly string[]>> = {
  card: [
    'apps/portal/src/shell/held-content.ts: nobody imports isHoldable',
    'apps/portal/src/shell/visit.ts: nobody imports attach',
    'packages/card/src/protocol/doctor.ja.ts: nobody imports doctorChecks',
    'packages/card/src/protocol/native.ts: nobody imports hostStatus',
  ],
  operator: [
    'packages/delivery/src/outbox.ts: nobody imports sendLetterAgain',
    'packages/delivery/src/outbox.ts: nobody imports discardLetter',
  ],
}

export function folderOf(journey: string): string {
  return `apps/portal/src/${journey}/`
}

/** Those of them whose folder is not there. */
export function listAbsent(files: readonly RepositoryFile[]): string[] {
  return Object.keys(leavable).filter((journey) => !files.some(({ path }) => path.startsWith(folderOf(journey))))
}

/**
 * A page as it would be without what it says of these journeys: lines that name a file of theirs, rows of a table with their name in a
 * cell of its own, and parts of which nothing else said where they are held (`- Test: …`) or said (`- In: …`).
 */
export function leaveOut<File extends RepositoryFile>(page: File, journeys: readonly string[]): File {
  const isOfOne = (line: string) =>
    journeys.some(
      (journey) => line.includes(folderOf(journey)) || new RegExp(`^\\|.*\\| \`${journey}\` +\\|`).test(line),
    )
  const isPlace = (line: string) => /^- (?:Test|In): /.test(line)
  const parts = page.text.split(/^(?=#+ )/m).flatMap((part) => {
    const lines = part.split('\n')
    const kept = lines.filter((line) => !isOfOne(line))
    return lines.some(isPlace) && !kept.some(isPlace) ? [] : [kept.join('\n')]
  })
  return { ...page, text: parts.join('') }
}
