import type { PageErrorCode } from './errors.ts'

type ErrorCopy = {
  readonly title: string
  readonly happened: string
  /** Whether anything was lost. */
  readonly lost: string
  /** The one next step. */
  readonly next: string
}

const nothingLost = '保存した内容は、そのまま残っています。'

/** A code without Japanese words does not compile. */
export const errorCopy = {
  REQUEST_MALFORMED: {
    title: '読み取れませんでした',
    happened: '送られた内容の形が正しくないため、読み取れませんでした。',
    lost: '何も変わっていません。',
    next: '前のページに戻って、もう一度お試しください。',
  },
  ACCESS_REFUSED: {
    title: 'このページは見られません',
    happened: 'このページを見ることができるのは、決まった人だけです。',
    lost: nothingLost,
    next: 'ログインしている人を確かめて、トップから入り直してください。',
  },
  REQUEST_FORGED: {
    title: '安全のため、受け付けませんでした',
    happened: 'このサイトのページから送られたことを確かめられなかったため、受け付けませんでした。',
    lost: '何も変わっていません。',
    next: 'トップからページを開き直して、もう一度お試しください。',
  },
  PAGE_NOT_FOUND: {
    title: 'ページが見つかりません',
    happened: 'このアドレスのページはありません。アドレスがまちがっているか、ページがなくなった可能性があります。',
    lost: nothingLost,
    next: 'トップから、見たいページを探してください。',
  },
  METHOD_NOT_ALLOWED: {
    title: 'このページは、この方法では開けません',
    happened: 'ボタンから送るはずのページを直接開いたときなどに、こうなります。',
    lost: nothingLost,
    next: 'トップから、もう一度進んでください。',
  },
  BODY_TOO_LARGE: {
    title: '送る内容が大きすぎます',
    happened: '送られた文字やファイルが、受け取れる大きさをこえていました。',
    lost: '今回の分は届いていません。前に保存した内容は残っています。',
    next: '前のページに戻り、ファイルを小さくするか、数をへらして送ってください。',
  },
  INTERNAL: {
    title: '処理を終えられませんでした',
    happened: 'こちらのシステムに問題が起きました。あなたの操作のせいではありません。',
    lost: '前に保存した内容は残っています。今の操作が終わったかどうかは、トップから確かめられます。',
    next: '少し待ってから、もう一度お試しください。続くときは、下の番号を窓口に伝えてください。',
  },
  UNAVAILABLE: {
    title: 'いま、使えません',
    happened: 'システムの一部が止まっています。動きだすまで、少し時間がかかることがあります。',
    lost: nothingLost,
    next: '時間をおいて、もう一度お試しください。急ぐときは、窓口に電話してください。',
  },
} as const satisfies Record<PageErrorCode, ErrorCopy>
