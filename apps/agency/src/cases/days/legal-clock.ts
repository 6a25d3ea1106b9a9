import { isBusinessDay, isYearAnnounced, nextDay } from './business-days.ts'

/** The clock of 標準処理期間 (行政手続法6条) for one case. */
type LegalClock = {
  /** Business days that were used until the day that is asked about, that day included. */
  readonly usedDays: number
  /** The last day of the period; undefined while the clock stands still. */
  readonly dueOn: string | undefined
  /** The last day falls into a year whose holidays are not announced yet: it may become later. */
  readonly isProvisional: boolean
}

/** While the citizen corrects: from the day on which that was asked until the day on which it came. */
export type Pause = { readonly from: string; readonly until: string | undefined }

/**
 * Counts business days from the day after arrival (民法140条). A day counts unless it lies in a pause: the day on which something was
 * asked counts, those after it until the citizen's answer do not.
 */
export function readLegalClock(given: {
  readonly takenOn: string
  readonly standardDays: number
  readonly pauses: readonly Pause[]
  readonly today: string
}): LegalClock {
  const { takenOn, standardDays, pauses, today } = given
  const counts = (day: string) =>
    isBusinessDay(day) && !pauses.some(({ from, until }) => day > from && (until === undefined || day <= until))
  const stands = pauses.some(({ until }) => until === undefined)
  let usedDays = 0
  let dueOn: string | undefined
  let counted = 0
  for (let day = nextDay(takenOn); day <= today || (!stands && dueOn === undefined); day = nextDay(day)) {
    if (!counts(day)) continue
    counted += 1
    if (day <= today) usedDays = counted
    if (!stands && counted === standardDays) dueOn = day
  }
  return { usedDays, dueOn, isProvisional: dueOn !== undefined && !isYearAnnounced(dueOn) }
}
