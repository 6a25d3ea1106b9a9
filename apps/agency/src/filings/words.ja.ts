import type { OpenedNot } from './open-filing.ts'

const sendAgain = 'お手数ですが、マイナポータルの申請状況のページから、もう一度送ってください。'

/** What a citizen reads where their filing could not be opened. */
export const openedNotWords: Readonly<Record<OpenedNot, string>> = {
  PART_MISSING: `送られたファイルの一部を受け取れませんでした。${sendAgain}`,
  PART_CHANGED: `受け取ったファイルが、送られたものと一致しませんでした。${sendAgain}`,
  PART_BROKEN: `受け取ったファイルを開けませんでした。${sendAgain}`,
  KEY_UNKNOWN: `受け取ったファイルの暗号を解けませんでした。${sendAgain}`,
  FORM_UNREADABLE: `申請書のデータを読めませんでした。${sendAgain}`,
  FORM_OF_ANOTHER: `申請書が、この申請のものではありませんでした。${sendAgain}`,
  ATTACHMENT_OF_ANOTHER: `添付ファイルが、申請書にある一覧と一致しませんでした。${sendAgain}`,
}
