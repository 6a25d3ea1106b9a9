import type { DeskRole } from '../officer-words.ts'
import type { DeskAct } from './audit.ts'
import type { OfficersCode, PasskeyCode } from './errors.ts'

/** What officers read: dense, in the words of their work. */

const roles = {
  look: { name: '閲覧', about: '待っているものと、その内容を見ます。' },
  handle: { name: '処理', about: '出す・出さない、終える、始めるなど、決めて行います。' },
  divide: { name: '配分', about: '何がどれだけ待っているかを見ます。内容は見られません。' },
  records: { name: '記録の確認', about: 'だれが何を見て、何をしたかを確かめます。' },
  settings: { name: '設定', about: 'だれに何を任せるかを決めます。' },
} as const satisfies Record<DeskRole, { name: string; about: string }>

const acts = {
  'held-seen': '保留中の回答を見ました',
  released: '回答を出しました',
  refused: '回答を出さないことにしました',
  'check-seen': '確認の依頼を見ました',
  'check-cleared': '確認を終えました',
  'people-searched': '人をさがしました',
  'person-seen': '人の記録を見ました',
  'protections-listed': '保護中の人の一覧を見ました',
  'protection-begun': '保護を始めました',
  'protection-ended': '保護を終えました',
  'letters-listed': '手紙の一覧を見ました',
  'letter-seen': '手紙を見ました',
  'letter-written': '手紙を用意しました',
  'letter-printed': '手紙を印刷しました',
  'letter-sent': '手紙を出しました',
  'letter-failed': '手紙が届きませんでした',
  'case-seen': '案件を見ました',
  'case-file-seen': '案件のファイルを受け取りました',
  'case-exported': '案件を書き出しました',
  'case-changed': '案件を進めました',
  'audit-read': '操作の記録を見ました',
  invited: '職員を招きました',
  'passkey-registered': 'パスキーを登録しました',
  'logged-in': 'ログインしました',
  'log-in-refused': 'ログインを断りました',
  'logged-out': 'ログアウトしました',
  'roles-changed': '任せることを変えました',
  'officer-removed': '職員を外しました',
  'replacement-begun': 'パスキーの再登録を始めました',
  'replacement-confirmed': 'パスキーの再登録を認めました',
} as const satisfies Record<DeskAct, string>

const keys = {
  title: 'キー操作',
  on: 'キーで操作する(文字を入力している間は働きません)',
  list: 'この一覧を開く・閉じる',
} as const

const logIn = {
  title: '職員のログイン',
  lead: 'この機関の職員のための画面です。登録したパスキーでログインします。パスワードはありません。',
  go: 'パスキーでログインする',
  registered: 'パスキーを登録しました。ログインしてください',
  refused: 'ログインできませんでした',
  troubles: {
    PASSKEY_LATE: '時間が過ぎました。もう一度、ボタンを押してください。',
    PASSKEY_REFUSED:
      'このパスキーは受け付けられません。登録したときの端末か鍵を使ってください。なくしたときは、管理する職員に伝えてください。',
    INVITATION_ENDED: 'このリンクは、もう使えません。新しいリンクを受け取ってください。',
  } satisfies Record<PasskeyCode, string>,
  inBrowser: {
    unable: 'このブラウザーではパスキーを使えません。新しいブラウザーで開いてください。',
    cancelled: 'パスキーの操作が終わりませんでした。もう一度、ボタンを押してください。',
    away: '窓口につながりませんでした。少し待って、もう一度ボタンを押してください。',
  },
  withoutScript: 'パスキーを使うには、JavaScriptを有効にしてください。ログインしたあとは、なくても使えます。',
} as const

const invitation = {
  title: 'パスキーの登録',
  lead: 'この機関の職員として招かれています。名前を確かめて、パスキーを登録してください。',
  about: 'パスキーは、この端末か、お持ちの鍵の中に作られます。次からは、指や顔、暗証番号などで本人を確かめて入ります。',
  name: '名前',
  endsAt: 'リンクの期限',
  go: 'パスキーを登録する',
  refused: '登録できませんでした',
  endedTitle: 'このリンクは使えません',
  ended: '期限が過ぎたか、すでに使われています。新しいリンクを受け取ってください。',
} as const

const about = {
  title: 'この画面について',
  parts: {
    terms: {
      heading: '使うときの決まり',
      body: [
        '仕事のために必要な人のことだけを見ます。',
        '招かれた本人だけが使います。端末や鍵を、ほかの人に渡してはいけません。',
      ],
    },
    privacy: {
      heading: '記録されること',
      body: [
        'だれが、いつ、どの事務で、何を見て、何をしたかを記録します。この記録は、ここのだれも変えられません。',
        '30分使わないとログアウトします。長くても8時間でログアウトします。',
      ],
    },
    accessibility: {
      heading: '使いやすさ',
      body: ['すべての操作をキーボードでできます。パスキーの操作のほかは、JavaScriptがなくても使えます。'],
    },
    contact: {
      heading: '困ったとき',
      body: [
        'パスキーをなくしたときは、すぐに、設定を任された職員に伝えてください。ふたりの職員が認めると、新しいリンクを受け取れます。',
        'このページの下にある電話でも受け付けます。エラー番号が出たときは伝えてください。',
      ],
    },
  },
} as const

const audit = {
  title: '操作の記録',
  lead: 'だれが何を見て、何をしたかの記録です。消すことも、書きかえることもできません。開いたことも記録しました。',
  none: 'まだ記録はありません。',
  at: '日時',
  by: '職員',
  affair: '事務',
  what: '操作',
  about: '対象',
  reason: '理由',
  older: 'これより前を見る',
  byCommandLine: 'コマンド(この機関のコンピューター)',
} as const

const officers = {
  title: '職員',
  lead: '新しい職員は、コマンド「madoguchi desk invite」で招きます。名前を選ぶと、任せることを変えられます。',
  name: '名前',
  state: '状態',
  states: { ready: '利用中', invited: '登録待ち', removed: '外れました' },
  roles: '任せていること',
  invitedAt: '招いた日時',
  rolesIn: (affair: string) => `任せること: ${affair}`,
  rolesLabel: 'この事務で任せること',
  noRoles: 'なし',
  rolesAbout: 'それぞれの役割でできること',
  rolesSave: 'この内容に変える',
  rolesDone: '任せることを変えました',
  self: '自分に任せることは、自分では変えられません。',
  gone: 'この職員は外れました。もうログインできません。',
  lost: 'パスキーをなくしたとき',
  lostLead: '始めると、この職員はすぐにログアウトします。別の職員が認めると、登録し直すためのリンクができます。',
  lostBegin: '再登録を始める',
  lostOpen: '再登録を、別の職員が認めるのを待っています',
  lostOpenBy: (name: string, at: string) => `${name} さんが ${at} に始めました。1日で終わります。`,
  lostOther: '始めた職員とは別の、設定を任された職員が認めてください。',
  lostConfirm: '再登録を認めて、リンクを作る',
  begunDone: '再登録を始めました。別の職員に、認めてもらってください',
  linkTitle: '登録し直すためのリンク',
  linkLead: (name: string) =>
    `このリンクを ${name} さんに渡してください。この画面を閉じると、もう見られません。本人に、直接渡してください。`,
  linkEnds: (at: string) => `${at} まで、1回だけ使えます。登録すると、前のパスキーは使えなくなります。`,
  remove: '職員を外す',
  removeLead: '外すと、すぐにログアウトし、もう入れません。元に戻せません。',
  removeGo: '外す手順に進む',
  removeTitle: (name: string) => `${name} さんを外します`,
  removeBody: 'すぐにログアウトし、パスキーは使えなくなります。任せていたことはなくなります。元に戻せません。',
  removeDo: 'この職員を外す',
  removed: '職員を外しました',
  back: 'やめて戻る',
  notDone: '行いませんでした',
  problems: {
    OFFICER_UNKNOWN: 'この職員は、もういません。',
    OFFICER_SELF: '自分には行えません。別の職員に頼んでください。',
    OFFICER_CHANGED: 'ほかの職員が、先に変えました。いまの内容を確かめて、もう一度選んでください。',
    REPLACEMENT_RUNS: 'すでに再登録が始まっています。',
    REPLACEMENT_NONE: '待っている再登録はありません。ほかの職員が先に認めたか、1日が過ぎています。',
    REPLACEMENT_SAME: '始めた職員は、認められません。別の職員に頼んでください。',
  } satisfies Record<OfficersCode, string>,
} as const

export const ja = {
  siteName: (agency: string) => `${agency} 職員の窓口`,
  legalBasis: '行政手続における特定の個人を識別するための番号の利用等に関する法律(番号法)第19条、第22条',
  affairs: {
    'self-information': '本人からの照会',
    protection: '支援措置',
    desk: '窓口の管理',
    filings: 'そのほかの申請',
  },
  menu: {
    queue: '待っているもの',
    cases: '案件',
    protections: '支援措置',
    letters: '手紙',
    officers: '職員',
    audit: '操作の記録',
  },
  press: {
    title: 'ほかのサイトから開かれました',
    lead: '見たことは記録に残ります。自分で開いたときだけ、進んでください。',
    go: 'このページを開く',
  },
  ...{ roles, acts, keys, logIn, invitation, about, audit, officers },
} as const
