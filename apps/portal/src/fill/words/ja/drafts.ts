/** 下書き. */
export const drafts = {
  title: '下書き',
  see: '下書きの一覧を見る',
  lead: '入力の途中の書類です。',
  none: '下書きはありません',
  noneBody: '手続をさがして入力をはじめると、ここに残ります。',
  account: 'あなたの保管庫の下書き',
  accountBody: '最後に保存してから180日残ります。あなたのカードでだけ開けます。',
  browser: 'この端末の下書き',
  browserBody: '最後に保存してから7日残ります。このブラウザーでだけ開けます。',
  take: '自分の下書きに移す',
  takeBody:
    'ログインしないで始めた下書きを、あなたの保管庫に移せます。移すと、この端末のブラウザーだけでは開けなくなります。',
  taken: (count: number) =>
    count === 0 ? '移す下書きは、この端末にはもうありません' : `${count}件の下書きを、あなたの保管庫に移しました`,
  leftHere: (count: number) => `入りきらない${count}件は、この端末に残っています。`,
  continue: '続ける',
  remove: '消す',
  removeAll: 'この端末から消す',
  removed: '下書きを消しました',
  removedBefore: 'この下書きは、もう消してあります',
  updated: (at: string) => `${at}に保存`,
  until: (at: string) => `${at}まで残ります`,
  soon: 'まもなく消えます',
  overSoon: '残す期限を過ぎています',
  over: (days: number) =>
    `残す期限を過ぎているので、いつ消えてもおかしくありません。いま続けて、どこかのページを保存すると、そこからまた${days}日残ります。`,
  overHeading: 'この下書きは、残す期限を過ぎています',
  staysUntil: (at: string, days: number) =>
    `この下書きは、${at}まで残ります。どこかのページを保存すると、そこからまた${days}日残ります。`,
  endsSoonHeading: (at: string) => `この下書きは、${at}に消えます`,
  endsSoonBody: (days: number) =>
    `質問のページで「保存して次へ」を押すと、答えが同じままでも、そこからまた${days}日残ります。`,
  /** Behind the name of a link, for whoever hears it alone. */
  context: (draft: string) => `(${draft})`,
  of: (procedure: string, municipality: string) => `${procedure}(${municipality})`,
  /** What answers an application that was sent. */
  replyOf: {
    correction: (of: string) => `補正: ${of}`,
    papers: (of: string) => `追加の書類: ${of}`,
    withdrawal: (of: string) => `取下げ: ${of}`,
  },
  gone: 'いまは受けつけていない手続',
  removeTitle: '下書きを消す',
  removeBody: '消した下書きは、元に戻せません。印刷した書類はそのまま使えます。',
  removeSubmit: 'この下書きを消す',
  removeCancel: '消さずに戻る',
  sharedHeading: 'この下書きは、この端末に残っています',
  sharedBody: 'ほかの人も使う端末では、終わったら消せます。',
}

/** 下書き, told at home. */
export const home = {
  heading: '入力の途中の書類があります',
  body: (count: number, until: string) =>
    `下書きが${count}件あります。続きから入力できます。いちばん早いものは、${until}まで残ります。`,
  soonHeading: 'まもなく消える下書きがあります',
  bodyOver: (count: number) =>
    `下書きが${count}件あります。残す期限を過ぎたものがあり、いつ消えてもおかしくありません。続けて保存すると、また残ります。`,
  action: '下書きを見る',
}

type SaidLeftOut = {
  readonly label?: string | undefined
  readonly said?: string | undefined
  readonly item?: SaidItem | undefined
}
type SaidItem = {
  readonly title?: string | undefined
  readonly number?: number | undefined
  readonly said?: string | undefined
}

const leftOutSaidMax = 60

function nameLeftOut(label: string | undefined): string {
  return label === undefined ? 'なくなった質問' : `「${label}」`
}

function nameLeftOutItem({ title, number, said }: SaidItem): string {
  const name = title ?? `なくなった一覧の${number ?? 1}つめ`
  return said === undefined ? name : `${name}(${said})`
}

/** What another version of the questions has no place for. */
export const leftOut = {
  title: 'いまの質問に合わない答え',
  lead: 'この手続の質問が新しくなって、置く場所がなくなった答えです。書類には載りません。',
  about:
    '必要なところは、ここから書き写したり、この画面を印刷したりできます。「控えました」を押すまで、下書きといっしょに残ります。',
  question: (label: string | undefined) => label ?? 'なくなった質問(ことばは残っていません)',
  unsaid: '(書いてあったことは、表示できません)',
  item: nameLeftOutItem,
  /** In a notice, shortly. */
  of: ({ label, said, item }: SaidLeftOut) => {
    const question = `${item === undefined ? '' : `${nameLeftOutItem(item)}の`}${nameLeftOut(label)}`
    if (said === undefined) return question
    const short = said.length <= leftOutSaidMax ? said : `${said.slice(0, leftOutSaidMax)}…`
    return `${question}(書いてあったこと:${short})`
  },
  more: (count: number) => `ほか${count}つ`,
  heading: (count: number) => `いまの質問に合わない答えが${count}つ、残してあります`,
  see: '全部を見て、書き写す',
  putAway: '控えました。ここから消す',
  putAwayHeading: '下書きから消しました',
  undo: '元に戻す',
  putBackHeading: '元に戻しました',
  changedHeading: 'まだ消していません',
  changedBody: 'この画面を開いたあとに、内容が変わりました。いまの内容を確かめてから、もう一度押せます。',
  none: '残してある答えはありません。',
  back: '入力に戻る',
}
