import type { ActivityEvent } from '../session/activity.ts'

type EventCopy = { readonly label: string; text(count: number | undefined, kind: string | undefined): string }

function plain(label: string): EventCopy {
  return { label, text: () => label }
}

function saved(label: string): EventCopy {
  return { label, text: (_count, kind) => (kind === undefined ? label : `${label}(${kind.toUpperCase()})`) }
}

function counted(label: string): EventCopy {
  return { label, text: (count) => (count === undefined ? label : `${label}(${count}件)`) }
}

/** An event without words does not compile. */
export const activityEventCopy = {
  'logged-in': plain('ログインしました'),
  registered: plain('利用者登録をしました'),
  asked: counted('情報を照会しました'),
  withdrawn: counted('照会を取り消しました'),
  deleted: plain('照会と回答を削除しました'),
  'check-requested': plain('機関に確認を依頼しました'),
  'answers-viewed': counted('届いた回答を見ました'),
  'answers-saved': saved('回答を保存しました'),
  'history-viewed': plain('やりとり履歴を見ました'),
  'history-saved': saved('やりとり履歴を保存しました'),
  'activities-saved': saved('操作履歴を保存しました'),
  'logged-out': plain('ログアウトしました'),
  'card-revoked': plain('カードの失効か一時停止の届けが出たので、自動でログアウトしました'),
  'session-ended': plain('自動でログアウトしました'),
  'sessions-closed': counted('ほかの場所でのログインを終わらせました'),
  'email-given': plain('メールアドレスを入力しました(確認のメールを送りました)'),
  'email-confirmed': plain('メールアドレスを確認しました'),
  'email-removed': plain('メールアドレスを消しました'),
  'card-joined': plain('前のカードを使って、新しいカードを登録しました'),
  'recovery-made': plain('回復コードを作りました'),
  'recovery-used': plain('回復コードを使って、新しいカードを登録しました'),
  'vault-begun': plain('新しいカードで、はじめから使いはじめました'),
  'vault-mismatch': plain('カードの鍵が前とちがうため、保管庫をひらかずにログインしました'),
} as const satisfies Record<ActivityEvent, EventCopy>

export const activityCopy = {
  title: '操作履歴',
  lead: 'このサイトで、あなたのカードを使ってされた操作です。身に覚えのないものがないかを確かめられます。',
  sessionsHeading: 'いまログインしている場所',
  place: 'どこから',
  since: 'ログインした時刻',
  seen: '最後に使った時刻',
  channels: { page: 'ブラウザ', api: 'プログラム' },
  here: 'この端末',
  closeOthers: 'この端末以外をログアウトする',
  closeOthersAbout: 'ほかの場所でのログインが、すぐに終わります。照会した情報はなくなりません。',
  onlyHere: 'ログインしているのは、この端末だけです。',
  closed: (count: number) => `ほかの${count}か所のログインを終わらせました`,
  closedNone: 'ほかにログインしている場所はありませんでした',
  linesHeading: '操作の記録',
  at: '日時',
  what: '操作',
  how: '方法',
  card: 'カードの証明書の期限',
  cardUntil: (date: string) => `${date}まで有効なカード`,
  kept: '記録は1年間保存し、そのあと消します。新しいものから1,000件までを表示しています。',
  notKept:
    '保存しているのは、操作の名前と日時、件数、カードの証明書の期限だけです。パソコンのIPアドレスや、見た内容は保存していません。',
  unknown:
    '身に覚えのない操作があるときは、ほかの場所のログインを終わらせ、カードと暗証番号を確かめてください。カードがないときは、マイナンバー総合フリーダイヤルで、いつでも一時停止できます。',
  csv: 'CSVで保存する',
  json: 'JSONで保存する',
  fileName: 'sosa-rireki',
} as const
