import { dayMs } from '@madoguchi/kit'

/** How much of what one may keep, and for how long. The rows say the same about sizes. */
export const draftLimits = {
  /** Of an account, or of a browser. */
  draftsMax: 20,
  contentBytesMax: 240 * 1024,
  heldBytesMax: 96 * 1024,
  heldPagesMax: 5,
  /** Since the last change. */
  accountKeptMs: 180 * dayMs,
  browserKeptMs: 7 * dayMs,
  heldKeptMs: dayMs,
} as const
