import type { Reply } from '../../../fill/draft.ts'

type By<T> = Readonly<Record<Reply['what'], T>>

/** 補正, 追加の書類, 取下げ: what a citizen sends about a filing of theirs. */
export const reply = {
  names: { correction: '補正', papers: '追加の書類', withdrawal: '取下げ' } satisfies By<string>,
  titleOf: (what: string, procedure: string) => `${what}(${procedure})`,
  sentHeading: {
    correction: '補正を送りました',
    papers: '追加の書類を送りました',
    withdrawal: '取下げを送りました',
  } satisfies By<string>,
  sentBody: {
    correction: '届け先が受け取ると、このページに並びます。',
    papers: '届け先が受け取ると、このページに並びます。',
    withdrawal: '取り下げられたかどうかは、届け先からの知らせで決まります。それまでは、取り下げたことになりません。',
  } satisfies By<string>,
  lateHeading: 'いまは送れません',
  late: 'この申請は、送る前に状況が変わりました。下の「いまの状況」を見てください。入力したことは、まだ送っていません。',
  closed:
    'この届け先は、いまオンラインで受け取っていません。受付番号を伝えて、届け先に相談できます。入力したことは、まだ送っていません。',
  waysHeading: 'この申請についてできること',
  papersBody: '求められていなくても、あとから書類を足せます。',
  papers: '書類を追加で送る',
  withdrawalBody: '結果が出るまでは、取り下げることができます。',
  withdrawal: 'この申請を取り下げる',
  listHeading: 'あとから送ったもの',
  sentAt: (time: string) => `${time}に送信`,
  number: (number: string) => `受付番号 ${number}`,
  toFirst: 'もとの申請のページへ進む',
  fates: {
    waiting: {
      label: '返事待ち',
      next: {
        correction: '届け先が受け取るのを待っています。',
        papers: '届け先が受け取るのを待っています。',
        withdrawal: '届け先の返事を待っています。まだ取り下げられていません。',
      } satisfies By<string>,
    },
    applied: {
      label: '受け付けられました',
      next: {
        correction: '直したものが届き、審査に使われます。',
        papers: '書類が届き、審査に使われます。',
        withdrawal: 'この申請は取り下げられました。',
      } satisfies By<string>,
    },
    refused: {
      label: '受け付けられませんでした',
      next: {
        correction: '届け先で状況が変わっていたか、署名のしかたがもとの申請とちがうため、使われません。',
        papers: '届け先で状況が変わっていたため、使われません。',
        withdrawal: '取り下げられていません。届け先で結果が出ていたか、署名のしかたがもとの申請とちがいます。',
      } satisfies By<string>,
    },
    unsent: {
      label: '送れませんでした',
      next: {
        correction: '届いていません。もう一度送れます。',
        papers: '届いていません。もう一度送れます。',
        withdrawal: '届いていません。まだ取り下げられていません。もう一度送れます。',
      } satisfies By<string>,
    },
  },
  correction: {
    begin: '直して送る',
    title: '求められたところを直す',
    placeTitle: '答えを直す',
    lead: '届け先が直すことを求めたところだけを直せます。ほかの答えは、送ったときのままです。',
    textHeading: '届け先から',
    until: (day: string) => `期限: ${day}`,
    lateHeading: '期限を過ぎています',
    late: 'まだ送れます。届け先が先に結果を出していると、受け付けられません。',
    askedHeading: '直すところ',
    words: '届け先の言葉',
    since: 'ほかの答えを直したため、ここも答えがいります。',
    before: '送ったときの答え',
    now: 'いまの答え',
    blank: '(答えなし)',
    changed: '直しました',
    unchanged: 'まだ直していません',
    wrong: '答えがいります',
    change: '直す',
    save: '保存する',
    back: '保存しないでもどる',
    others: '書類を求められているときは、次のページでそえます。送る前に、申請書の全体を確かめられます。',
    next: '書類をそえて送る',
    unfinished: '答えがいるところがあります。すべて答えると、先に進めます。',
    lost: 'この申請の答えは、このサイトに残っていません。届け先に受付番号を伝えて、直す方法を聞けます。',
  },
  withdraw: {
    title: '申請を取り下げる',
    lead: (procedure: string, to: string) => `${procedure}の申請を、${to}あてに取り下げます。`,
    whatHappens: '取り下げるとどうなるか',
    points: [
      '審査はここで終わり、結果は出ません。送った書類は、届け先の決まりで保管されます。',
      '取り下げたあとで、もとに戻すことはできません。必要になったら、はじめから申請します。期限のある手続では、新しい申請の日で数えます。',
      '取下げを送っても、届け先が受け付けるまでは、取り下げたことになりません。先に結果が出ていると、受け付けられません。',
    ],
    byCard:
      'もとの申請と同じように、マイナンバーカードで電子署名をします。次のページで取下げ書を確かめてから署名します。',
    bySession: 'もとの申請と同じように、署名はいりません。次のページで取下げ書を確かめてから送ります。',
    go: '取下げ書をつくって進む',
    stay: '取り下げない',
  },
  /** What stands on the paper that is signed. */
  letter: {
    title: { papers: '追加書類の送付書', withdrawal: '取下げ書' },
    lines: {
      papers: '下の申請について、書類を追加して送ります。書類の名前は、このあとの一覧にあります。',
      withdrawal: '下の申請を取り下げます。',
    },
    to: (addressee: string) => `${addressee}　様`,
    section: 'もとの申請',
    number: '受付番号',
    procedure: '手続',
    sentAt: '送った日時',
    subject: '申請に書いた人',
  },
  /** In place of the words for a first application, on the pages of papers, signing and sending. */
  send: {
    correction: {
      signTitle: '補正に署名する',
      signLead: 'これが直した申請書です。中身を確かめてから、マイナンバーカードで署名します。',
      title: '補正を確かめて送る',
      submit: 'この内容で補正を送る',
      submitAnyway: 'ちがうまま補正を送る',
      cannotUndo: '送ったあとは、もう一度求められるまで、直せません。',
      intake: {
        'at-portal': '送るボタンを押して、このサイトが受け付けた時刻が、出した時刻になります。',
        'at-agency':
          '届け先の受付の機械に届いた時刻が、出した時刻になります。ふだんはすぐ届きますが、機械が止まっているあいだは、動きだしてから届きます。',
      },
    },
    papers: {
      filesTitle: '書類を追加する',
      title: '追加の書類を確かめて送る',
      submit: 'この書類を送る',
      submitAnyway: 'この書類を送る',
      noSignature: '署名はいりません。ログインしているあなたが送ったことが、送付書に書かれます。',
      formNamed: (title: string) => title,
      openForm: '送付書をひらく',
      saveForm: '送付書を保存する',
      cannotUndo: '送った書類は、ここで取り消せません。',
      intake: {
        'at-portal': '送るボタンを押して、このサイトが受け付けた時刻が、出した時刻になります。',
        'at-agency':
          '届け先の受付の機械に届いた時刻が、出した時刻になります。ふだんはすぐ届きますが、機械が止まっているあいだは、動きだしてから届きます。',
      },
    },
    withdrawal: {
      signTitle: '取下げ書に署名する',
      signLead: 'これが送る取下げ書です。中身を確かめてから、マイナンバーカードで署名します。',
      filesTitle: '申請を取り下げる',
      title: '確かめて取り下げる',
      submit: 'この申請の取下げを送る',
      submitAnyway: 'ちがうまま取下げを送る',
      noSignature: 'この手続に署名はいりません。ログインしているあなたが送ったことが、取下げ書に書かれます。',
      formNamed: (title: string) => title,
      openForm: '取下げ書をひらく',
      saveForm: '取下げ書を保存する',
      uploadHeading: '署名した取下げ書を、ファイルで出す',
      command: 'madoguchi sign 取下げ書.pdf --out 署名済み.pdf',
      upload: [
        'JavaScriptや拡張機能を使わないときの方法です。',
        '上の「取下げ書を保存する」で保存し、カードリーダーをつないだパソコンで次のコマンドを動かします。できたファイルを、下で選びます。',
      ],
      uploadField: '署名した取下げ書(PDF)',
      uploadSubmit: '署名した取下げ書を出す',
      backToFiles: '取り下げる前のページにもどる',
      cannotUndo: '送ったあとは、ここで取り消せません。取り下げたくないときは、ここでやめます。',
      intake: {
        'at-portal': '届け先が受け付けると、取り下げたことになります。',
        'at-agency': '届け先が受け付けると、取り下げたことになります。',
      },
    },
  },
  /** The same for the page of papers. */
  files: {
    correction: {
      lead: (municipality: string) =>
        `${municipality}に送る直した申請書に、書類をそえられます。求められていなければ、そのまま進みます。`,
      askedNone: '求められた書類は、申請のページの届け先の言葉にあります。',
    },
    papers: {
      title: '書類を追加する',
      lead: (municipality: string) => `${municipality}に、申請のあとから送る書類を選びます。写真でもかまいません。`,
      askedNone: '送りたい書類を選びます。',
    },
    withdrawal: {},
  },
  noPapers: '送る書類を、1つ以上そえてください。',
}
