import { posix } from 'node:path'
import type { RepositoryFile, SourceFile } from './repository.ts'

/** A word in backticks, and where it stands. */
type Word = { readonly path: string; readonly word: string }

export function wordsInBackticks({ path, text }: RepositoryFile): Word[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '')
  return [...prose.matchAll(/`([^`\n]+)`/g)].flatMap(([, word]) => (word === undefined ? [] : [{ path, word }]))
}

const top = /^(packages|apps|facts|nation|cli|bench|tests|docs|protocol|procedures|\.ci)(\/|$)/

/** `packages/kit/src/log.ts`, `how-to/`, `*.test.ts` with a folder: anything that says where. */
export function looksLikePath(word: string): boolean {
  return /^[\w.@*<>-]+(\/[\w.@*<>-]*)+$/.test(word) && (top.test(word) || /\.(ts|md|json|sql|typ|css)$/.test(word))
}

/** `openSeal`, `checkPath()`, `LedgerRecord`, `CARD_PIN_WRONG`. */
export function looksLikeSymbol(word: string): boolean {
  return /^[a-z]+\d*([A-Z][a-z0-9]*)+(\(\))?$|^([A-Z][a-z0-9]+){2,}$|^[A-Z]+(_[A-Z0-9]+)+$/.test(word)
}

export function findMissingPath({ path, word }: Word, files: readonly RepositoryFile[]): string[] {
  const here = posix.join(posix.dirname(path), word)
  const isThere = [word, here].some((candidate) => {
    const pattern = new RegExp(`^${candidate.replace(/[.+]/g, '\\$&').replace(/\*+|<\w+>/g, '.*')}`)
    return files.some((file) => pattern.test(file.path))
  })
  return isThere ? [] : [`${path}: \`${word}\` is not there`]
}

/** Pages that send the reader to a part of a page, `docs/operations.md`, "Logs", where that page has no such part. */
export function findMissingParts({ path, text }: RepositoryFile, pages: readonly RepositoryFile[]): string[] {
  return [...text.matchAll(/`([\w/-]+\.md)`, "([^"\n]+)"/g)].flatMap(([, page = '', part = '']) => {
    const named = pages.find((one) => one.path === page)?.text ?? ''
    return named.split('\n').some((line) => /^#+ /.test(line) && line.endsWith(part))
      ? []
      : [`${path}: ${page}, "${part}"`]
  })
}

/** A function beside its file, `packages/delivery/src/absorb.ts` `absorb`, that does not stand in it. */
export function findMisplaced({ path, text }: RepositoryFile, files: readonly RepositoryFile[]): string[] {
  return [...text.matchAll(/`([\w./-]+\.ts)` `(\w+)`/g)].flatMap(([, file = '', name = '']) => {
    const named = files.find((one) => one.path === file)?.text ?? ''
    return new RegExp(`\\b${name}\\b`).test(named) ? [] : [`${path}: ${file} has no ${name}`]
  })
}

/** Patterns and examples, which stand for names and are none. */
const patterns: readonly string[] = ['verbNoun']

export function isPattern(word: string): boolean {
  return /^[a-z]+X$/.test(word) || patterns.includes(word)
}

/** Every name that our code gives or uses, and every code of an error or an event. */
export function namesOf(files: readonly SourceFile[]): Set<string> {
  const ours = files.filter(({ path }) => !path.startsWith('tests/tidy'))
  return new Set(
    ours.flatMap(({ bare, code }) => [
      ...(bare.match(/[A-Za-z_$][\w$]*/g) ?? []),
      ...(code.match(/\b[A-Z]+(?:_[A-Z0-9]+)+\b/g) ?? []),
    ]),
  )
}

/** A part of a page with a heading of its own, and the tests that it names (some without a title). */
export type Held = { readonly heading: string; readonly text: string; readonly tests: readonly NamedTest[] }
export type NamedTest = { readonly path: string; readonly title: string }

/** The parts of a page whose headings begin so: promises of docs/architecture.md, threats of docs/threat-model.md. */
export function partsOf(page: string, heading: string): Held[] {
  return page
    .split(/^(?=#+ )/m)
    .filter((part) => part.startsWith(heading))
    .map((text) => ({
      heading: text.split('\n', 1)[0] ?? '',
      text,
      tests: [...text.matchAll(/^- Test: `([^`]+)`(?: “([^”]+)”)?/gm)].map(([, path = '', title = '']) => ({
        path,
        title,
      })),
    }))
}

/**
 * Paragraphs, lines of a list and cells of a table with more than `most` characters; a line that begins neither goes on
 * the paragraph before it.
 */
export function findLong({ path, text }: RepositoryFile, most: number): string[] {
  return text
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/(?<=\S)\n(?! *(?:[-*|#>]|\d+\.) )(?=\s*\S)/g, ' ')
    .split('\n')
    .flatMap((line) => (line.startsWith('|') ? line.split('|').map((cell) => cell.trim()) : [line.trim()]))
    .filter((part) => [...part].length > most && !/^-+$/.test(part))
    .map((part) => `${path}: ${[...part].length} characters: ${part.slice(0, 60)} …`)
}

/** The domain words of the house; each has a line in docs/glossary.md. */
export const domainWords: readonly string[] = [
  'inquirer',
  'provider',
  'affair',
  'procedure',
  'information type',
  'link code',
  'permission table',
  'permit',
  'exchange record',
  'self-information request',
  'replica',
  'auto-answer off',
  'non-disclosure',
  'notice',
  'proxy',
]

/** The rows of a table in Markdown, cells trimmed. */
export function tableRows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}
