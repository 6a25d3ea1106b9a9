import { isTestFile } from './import-table.ts'
import type { SourceFile } from './repository.ts'

/** What a command of ours may load and be stopped by; not the desk, which answers with pages. */
const ofCommands =
  /^(packages\/(party|db|virtual-card|server\/src\/(config|serve|cookies))|nation|facts|apps\/(core|registry|agency(?!\/src\/desk\/))|cli)\//

/** Codes that are thrown with a message for developers, in what commands load. */
export function listThrownCodes(sources: readonly SourceFile[]): string[] {
  const programs = sources.filter(({ path }) => ofCommands.test(path.replace(/\.ts$/, '/')) && !isTestFile(path))
  const thrown = programs.flatMap(({ code }) =>
    [...code.matchAll(/new AppError\(\s*'([A-Z_]+)',((?:[^\n]*\n?){0,4})/g)].flatMap(([, name = '', rest = '']) =>
      rest.includes('。') || name === 'USAGE' ? [] : [name],
    ),
  )
  return [...new Set(thrown)].sort()
}

/** Of these codes, those for which the command line has no words: neither of their own nor of their family. */
export function listWordless(codes: readonly string[], words: string): string[] {
  const told = [...words.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, code = '']) => code)
  return codes.filter((code) => !told.some((one) => one === code || (one.endsWith('_') && code.startsWith(one))))
}
