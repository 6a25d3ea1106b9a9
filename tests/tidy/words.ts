import { posix } from 'node:path'
import { isTestFile } from './import-table.ts'
import type { SourceFile } from './repository.ts'

const ofPortal = /^apps\/portal\/src\/([\w-]+)\//
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、。・「」〔〕]/u

/** The folder of the portal that a program file stands in; undefined for what tests load and for all else. */
function folderOf(path: string): string | undefined {
  return isTestFile(path) ? undefined : ofPortal.exec(path)?.[1]
}

/** Sentences in Japanese: `words.ja.ts` of a journey, a part of it in `words/ja/`, or a file that should be one of these. */
function isOfWords(path: string): boolean {
  return /\.ja\.ts$|\/words\/ja\//.test(path)
}

/** Whoever names a file of Japanese sentences; only the `words.ts` beside it may, and it gives each reader theirs. */
export function listNamers(sources: readonly SourceFile[]): string[] {
  const namers = sources.filter(({ path, code }) => {
    if (folderOf(path) === undefined) return false
    const imported = [...code.matchAll(/\bfrom '(\.[^']*)'|\bimport\('(\.[^']*)'\)/g)].map(([, from, lazily = '']) =>
      posix.join(posix.dirname(path), from ?? lazily),
    )
    return imported.filter(isOfWords).some((words) => !mayName(path, words))
  })
  return namers.map(({ path }) => path).sort()
}

function mayName(path: string, words: string): boolean {
  const folder = posix.dirname(path)
  const isOfJourney = words === `${folder}/words.ja.ts` || words === `${folder}/words/ja/index.ts`
  const isLookup = posix.basename(path) === (folder.endsWith('/shell') ? 'shell-words.ts' : 'words.ts')
  return (isLookup && isOfJourney) || (folder.endsWith('/words/ja') && words.startsWith(`${folder}/`))
}

/** Files of sentences that are neither their journey's one nor a part of it. */
export function listStrayWords(sources: readonly SourceFile[]): string[] {
  const paths = sources.map(({ path }) => path).filter((path) => folderOf(path) !== undefined && isOfWords(path))
  return paths.filter((path) => !/^apps\/portal\/src\/[\w-]+\/words(?:\.ja\.ts|\/ja\/[\w-]+\.ts)$/.test(path)).sort()
}

/** Programs of the portal and of the facts that say something in Japanese themselves; comments are not read. */
export function listSpeakers(sources: readonly SourceFile[]): string[] {
  const isProgram = (path: string) =>
    folderOf(path) !== undefined || (path.startsWith('facts/src/') && !isTestFile(path))
  return sources
    .filter(({ path, code }) => isProgram(path) && !isOfWords(path) && japanese.test(code))
    .map(({ path }) => path)
    .sort()
}
