import { formatDate } from '@madoguchi/kit'

/** What stands in a 通知書. */
export const noticeWords = {
  title: '決定通知書',
  fileName: (number: string): string => `決定通知書_${number}.pdf`,
  number: (receipt: string, count: number): string => `${receipt} 第${count}号`,
  to: (name: string): string => `${name} 様`,
  somebody: '申請者',
  lead: (day: string, procedure: string): string =>
    `${formatDate(day)}に提出された「${procedure}」について、次のとおり決定したので通知します。`,
  outcome: { granted: '認定（承認）します。', rejected: '却下（不承認）します。' },
  replaces: (number: string): string => `この通知書は、先の通知書（${number}）に代わるものです。`,
  rows: { procedure: '件名', receipt: '受付番号', outcome: '決定', reason: '理由' },
  noReason: '申請のとおり',
  review: '不服があるとき',
  sealed: (agency: string): string =>
    `この通知書には${agency}の電子署名がついています。砂場（試すための環境）の証明書によるもので、本物の職責証明書ではありません。`,
}
