export type { Bytes } from './bytes.ts'
export { base64, base64url, concat, equalBytes, hex, sha256, utf8 } from './bytes.ts'
export type { Clock } from './clock.ts'
export { dayMs, hourMs, makeTestClock, minuteMs, secondMs, systemClock } from './clock.ts'
export type { ErrorRow, ErrorTable, Facts, Move, WireError } from './errors.ts'
export { AppError, toWire } from './errors.ts'
export type { Era, EraDate, EraId, Writing } from './japanese-date.ts'
export {
  eras,
  findEra,
  findEraDate,
  formatDate,
  formatDateTime,
  formatFiscalYear,
  formatMonth,
  formatTime,
  formatYear,
  isCalendarDate,
  japaneseDay,
  plainDate,
  readWrittenDate,
} from './japanese-date.ts'
export type { Log } from './log.ts'
export { silentLog } from './log.ts'
export type { Random } from './random.ts'
export { idPattern, makeId, makeIds, systemRandom } from './random.ts'
export type { No, Ok, Verdict } from './verdict.ts'
export { no, ok } from './verdict.ts'
