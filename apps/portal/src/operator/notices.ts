import type { Verdict } from '@madoguchi/kit'
import { hourMs, makeId, no, ok } from '@madoguchi/kit'
import type { Ground } from '../shell/ground.ts'
import type { Notice, NoticeBoard } from '../shell/notice.ts'
import { noteAction } from './actions.ts'
import { listNoticesAt } from './notice-board.ts'
import { steeringCharacters } from './steering-characters.ts'

export const noticeTextMax = 300
/** Beside the ends of lines: what nobody types, and of which no database takes one. */
const controls = /[^\P{Cc}\r\n\t]/u
const japanMs = 9 * hourMs

export type NewNotice = {
  readonly text: string
  readonly from: string
  readonly until: string
  readonly pausesLogIn: boolean
}
/** `board`: what citizens' pages show, which forgets what it knew after a change. */
export type NoticeDesk = Pick<Ground, 'db' | 'clock' | 'random'> & { readonly board: Pick<NoticeBoard, 'forget'> }
export type NoticeCode = 'NOTICE_TEXT' | 'NOTICE_TIMES'

/** Shows a text on every citizen's page from a time to another, as `2026-11-22T15:00` in Japan. */
export async function makeNotice(
  { db, clock, random, board }: NoticeDesk,
  { text, from, until, pausesLogIn }: NewNotice,
  by: string,
): Promise<Verdict<string, NoticeCode>> {
  const words = text.normalize('NFC').trim()
  if (words === '' || words.length > noticeTextMax || controls.test(words) || steeringCharacters.test(words))
    return no('NOTICE_TEXT')
  const [start, end] = [readTime(from), readTime(until)]
  const at = clock.now()
  if (start === undefined || end === undefined || end <= start || end <= at) return no('NOTICE_TIMES')
  const notice = makeId('ntc', random)
  await db.transact(async (tx) => {
    await tx
      .insertInto('notices')
      .values({
        notice,
        text: words,
        shown_from: start,
        shown_until: end,
        pauses_log_in: pausesLogIn,
        made_at: at,
        ended_at: null,
      })
      .execute()
    await noteAction(tx, { at, by, what: 'notice-made', reference: notice })
  })
  board.forget()
  return ok(notice)
}

/** Takes a notice off before its time. False when there is none that is still to be shown. */
export async function endNotice(
  { db, clock, board }: Omit<NoticeDesk, 'random'>,
  { notice, by }: { readonly notice: string; readonly by: string },
): Promise<boolean> {
  const isDone = await db.transact(async (tx) => {
    const at = clock.now()
    const ended = await tx
      .updateTable('notices')
      .set({ ended_at: at })
      .where('notice', '=', notice)
      .where('ended_at', 'is', null)
      .where('shown_until', '>', at)
      .executeTakeFirst()
    if (ended.numUpdatedRows === 0n) return false
    await noteAction(tx, { at, by, what: 'notice-ended', reference: notice })
    return true
  })
  board.forget()
  return isDone
}

/** What is shown now or will be. */
export async function listNotices({ db, clock }: Pick<Ground, 'db' | 'clock'>): Promise<readonly Notice[]> {
  return listNoticesAt(db, { at: clock.now() })
}

/** JavaScript takes a 30th of February for a day of March, and 24:00 for the next day: only what reads back is a time. */
function readTime(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return undefined
  const at = new Date(`${text}:00+09:00`)
  if (Number.isNaN(at.getTime())) return undefined
  return new Date(at.getTime() + japanMs).toISOString().startsWith(text) ? at : undefined
}
