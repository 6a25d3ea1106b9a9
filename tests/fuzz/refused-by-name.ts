import assert from 'node:assert/strict'
import { AppError } from '@madoguchi/kit'

/** What came of something: its value, or the code it was refused by. Any other error is the fault we look for. */
export function refusedByName<T>(run: () => T, codes: RegExp): { value: T } | { code: string } {
  try {
    return { value: run() }
  } catch (error) {
    return { code: codeOf(error, codes) }
  }
}

export async function refusedByNameLater<T>(
  run: () => Promise<T>,
  codes: RegExp,
): Promise<{ value: T } | { code: string }> {
  try {
    return { value: await run() }
  } catch (error) {
    return { code: codeOf(error, codes) }
  }
}

function codeOf(error: unknown, codes: RegExp): string {
  if (!(error instanceof AppError)) throw error
  assert.match(error.code, codes)
  return error.code
}
