import { isTestFile } from './import-table.ts'
import type { SourceFile } from './repository.ts'

/** What runs: neither tests nor what they use. */
function programsOf(sources: readonly SourceFile[]): readonly SourceFile[] {
  return sources.filter(({ path }) => /^(apps|packages|facts|procedures|nation|cli)\//.test(path) && !isTestFile(path))
}

function isTable(path: string): boolean {
  return /(^|\/)errors\.ts$|\/protocol\/codes\.ts$/.test(path)
}

/** Every code of an errors.ts (and of the card's chain) that a citizen cannot mend. */
export function codesForOthers(sources: readonly SourceFile[]): string[] {
  const declared = programsOf(sources)
    .filter(({ path }) => isTable(path))
    .flatMap(({ code }) => [...code.matchAll(/^\s+([A-Z][A-Z0-9_]+): (?:\{ move: )?'(\w+)'/gm)])
  return [...new Set(declared.flatMap(([, code = '', move]) => (move === 'citizen' ? [] : [code])))]
}

const logged =
  /\blog(?:'\))?(?:\??\.(?:info|warn|error|failure)|\?\.)?\(\s*(?:[^'()]*\?\s*)?'([A-Z][A-Z_]+)'(?:\s*:\s*'([A-Z_]+)')?/g

/** Every event that a program writes into its log by name. */
export function loggedEvents(sources: readonly SourceFile[]): string[] {
  const found = programsOf(sources).flatMap(({ code }) => [...code.matchAll(logged)])
  return [...new Set(found.flatMap(([, one, other]) => [one, other].filter((event) => event !== undefined)))]
}

/** Every code and event that a program can say: quoted somewhere else than where codes are declared. */
export function saidCodes(sources: readonly SourceFile[]): Set<string> {
  const outside = programsOf(sources).filter(({ path }) => !isTable(path))
  return new Set(outside.flatMap(({ code }) => [...code.matchAll(/\b[A-Z]+(?:_[A-Z0-9]+)*\b/g)].map(([word]) => word)))
}

/** The names of our metrics. */
export function metricNames(text: string): string[] {
  const names = text.match(/\bmadoguchi_[a-z]+_[a-z_]+\b/g) ?? []
  return [...new Set(names.filter((name) => metric.test(name)))].sort()
}

const metric = /_(total|seconds|waiting|letters|version|live|refused)$/

/** The words in capitals in the headings of a page. */
export function codesInHeadings(page: string): string[] {
  return (page.match(/^### .*$/gm) ?? []).flatMap((heading) =>
    [...heading.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, code = '']) => code),
  )
}
