import type { CardAct } from './card-again.ts'

/** カードで、もう一度確認します: what is about to be done, and the card. */
export const confirmCardCopy = {
  title: 'カードで、もう一度確認します',
  lead: 'これは大切な操作です。本人がしていることを、カードでもう一度確認します。',
  doing: 'これからすること',
  acts: {
    'recovery-code': '回復コードを作ります。前の回復コードがあれば、使えなくなります。',
    'close-others': 'この端末以外のログインを、すべて終わらせます。',
    leave: '利用をやめて、登録内容と取り寄せた回答を、すべて消します。取り消せません。',
    email: 'お知らせのメールアドレスを変えます。確認のメールを送ります。',
    'vault-anew': 'いまのカードで、はじめから使いはじめます。前の回答は、ひらけないままになります。',
  } satisfies Record<CardAct, string>,
  email: '新しいメールアドレス',
  sandboxHeading: '体験用のカードで確認する',
  card: '体験用のカード',
  pin: '暗証番号(数字4けた)',
  submit: 'このカードで確認して進む',
  readerHeading: 'カードリーダーのカードで確認する',
  reader: 'カードリーダーにカードを置いて、次のボタンを押します。暗証番号は、拡張機能の小さな画面に入力します。',
  readerSubmit: 'リーダーに置いたカードで確認して進む',
  readerNoScript: 'この確認には、拡張機能とJavaScriptが必要です。',
  state: {
    asking: '準備しています。',
    window: '小さな画面がひらきます。そこで暗証番号を入力します。この画面は、そのままにします。',
    checking: 'カードを確かめています。',
    done: '確認しました。次の画面へ進みます。',
  },
  back: 'やめて、前の画面へ戻る',
} as const
