import type { ErrorTable } from '@madoguchi/kit'

/** Codes of this program beside those of the chain, which are in `@madoguchi/card/protocol`. */
export const cardHostErrors = {
  /** What came over the pipe is no native message: nothing after it can be understood. */
  HOST_PIPE_BROKEN: { move: 'developer', http: 500 },
  HOST_INSTALL_UNSUPPORTED: { move: 'citizen', http: 501 },
  HOST_INSTALL_FAILED: { move: 'citizen', http: 500 },
} as const satisfies ErrorTable
