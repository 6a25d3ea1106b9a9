import type { PictureCode, ScanCode } from '../../attachments/errors.ts'

/** What officers read of strangers' files. */

const refusals = {
  PICTURE_KIND: '名前や種類と中身が合わないファイルです。画像にできません',
  PICTURE_BROKEN: 'こわれているか、途中で切れているため、画像にできません',
  PICTURE_PASSWORD: 'パスワードがかかっているため、画像にできません。かけずに送り直すよう、申請者に求めてください',
  PICTURE_LARGE: '大きさが普通の写真をはるかに超えているため、画像にできません',
  PICTURE_COSTLY:
    '画像にするのに時間やメモリーを使いすぎたため、やめました。害を与えるためにつくられたファイルかもしれません',
  PICTURE_BUSY: 'いま、ほかのファイルを画像にしています。少し待って、もう一度開いてください',
  PICTURE_PROGRAM: '画像にするためのプログラムが、この機械にありません。システムを管理する人に伝えてください',
  PICTURE_WALLS: '画像にするプログラムを、この機械では安全に動かせません。システムを管理する人に伝えてください',
  SCAN_HIT: '害を与えるものが見つかったため、止めています。申請者に、別のファイルを求めてください',
  SCAN_AWAY: '害のあるものがないか調べるプログラムが、答えません。調べるまで、見ることもダウンロードもできません',
  SCAN_LIMIT: '大きすぎて、害のあるものがないか調べられませんでした。見ることも、ダウンロードもできません',
  SCAN_ANSWER: '害のあるものがないか調べられませんでした。調べるまで、見ることもダウンロードもできません',
  SCAN_FILE_LOST:
    '届いたファイルが、こちらのディスクになくなったか、こわれています。申請者のせいではありません。システムを管理する人に伝えてください',
} as const satisfies Record<PictureCode | ScanCode, string>

export const attachmentWords = {
  refusals,
  file: 'ファイル',
  cases: '案件',
  case: 'この案件',
  back: '案件に戻る',
  title: (name: string, page: number) => `${name} ${page}ページ目`,
  alt: (name: string, page: number) => `${name}の${page}ページ目を画像にしたもの`,
  lead: '届いたファイルを、安全な場所で画像にしたものです。文字を選んだり、リンクを開いたりはできません。',
  more: (count: number) => `ほか${count}ページ。ここでは見られません。`,
  found: (name: string) => `見つかったもの: ${name}`,
  lacks: (program: string) => `ないプログラム: ${program}`,
  scanned: '害のあるものは、見つかっていません。',
  notScanned: '害のあるものがないか、調べていません。',
  download: '届いたままのファイルをダウンロードする',
  downloadWarning: '開く前に、中身をうたがってください。',
} as const
