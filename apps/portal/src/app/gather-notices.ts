import type { OpenJourney } from '../shell/journey.ts'
import type { NoticeBoard } from '../shell/notice.ts'

/** What any journey tells every citizen now; nothing where none does. */
export function gatherNotices(listOpened: () => readonly OpenJourney[]): NoticeBoard {
  const listBoards = () => listOpened().flatMap(({ notices }) => notices ?? [])
  return {
    findShown: async () => (await Promise.all(listBoards().map((board) => board.findShown()))).flat(),
    forget() {
      for (const board of listBoards()) board.forget()
    },
  }
}
