import { dayMs } from '@madoguchi/kit'
import { fillLimits as limits } from './limits.ts'

/** How much of what one may keep, and for how long. The rows say the same about sizes. */
export const draftLimits = {
  /** Of an account, or of a browser. */
  draftsMax: limits['drafts-by-owner'].most,
  contentBytesMax: 240 * 1024,
  /** What was taken out of the lists of one draft and can be put back. */
  removedItemsMax: 30,
  heldBytesMax: 96 * 1024,
  heldPagesMax: 5,
  heldOfDraftMax: limits['held-pages-of-draft'].most,
  /** Of all drafts without an account. */
  strangersBytesMax: limits['drafts-of-strangers'].most,
  /** Since the last change. */
  accountKeptMs: 180 * dayMs,
  browserKeptMs: 7 * dayMs,
  heldKeptMs: dayMs,
  /** So long before its end who has a confirmed address is told by mail. */
  accountWarnedMs: 14 * dayMs,
  /** So long before its end a draft says so more loudly. */
  browserWarnedMs: 2 * dayMs,
  /** What ends so soon is told by the same mail, since nobody gets more than one a week, and says so more loudly itself. */
  accountGatheredMs: 21 * dayMs,
} as const
