import { renderSystemReason, systemReasons } from './command.ja.ts'

/** A sentence about a file that was refused by the system, or undefined where the error is another. */
export function findSystemSentence(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code = '', path, syscall } = error as NodeJS.ErrnoException
  if (systemReasons[code] === undefined || syscall === undefined) return undefined
  // What is written whole has another name until it is.
  return renderSystemReason(code, path?.replace(/\.[0-9a-f]{8}\.unfinished$/, ''))
}
