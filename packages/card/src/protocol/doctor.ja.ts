/** What the card doctor looks at, in the order in which one thing needs another. */
export const doctorChecks = [
  'browser',
  'extension',
  'host',
  'pcsc',
  'reader',
  'card',
  'jpki',
  'attributes',
  'authentication-certificate',
  'signing-certificate',
  'authentication-tries',
  'attributes-tries',
  'signing-tries',
  'revocation',
] as const
export type DoctorCheck = (typeof doctorChecks)[number]

/** What each line is called and what it says when all is well. What to do otherwise is in `failureCopy`, by code. */
export const doctorCopy: Readonly<Record<DoctorCheck, { readonly title: string; readonly good: string }>> = {
  browser: { title: 'ブラウザ', good: 'カードを使えるブラウザです。' },
  extension: { title: '拡張機能', good: '入っています。' },
  host: { title: 'カード連携ソフト', good: '入っています。' },
  pcsc: { title: 'カードリーダーのしくみ(PC/SC)', good: '動いています。' },
  reader: { title: 'カードリーダー', good: 'つながっています。' },
  card: { title: 'カード', good: 'リーダーに置かれています。' },
  jpki: { title: '電子証明書のアプリ', good: 'カードに入っています。' },
  attributes: { title: '氏名・住所などのアプリ', good: 'カードに入っています。' },
  'authentication-certificate': { title: '利用者証明用電子証明書', good: '期限内です。' },
  'signing-certificate': { title: '署名用電子証明書', good: '入っています。' },
  'authentication-tries': { title: '利用者証明用の暗証番号(数字4けた)', good: '入力できます。' },
  'attributes-tries': { title: '券面事項入力補助用の暗証番号(数字4けた)', good: '入力できます。' },
  'signing-tries': { title: '署名用の暗証番号(英数字6〜16文字)', good: '入力できます。' },
  revocation: { title: '証明書の失効を調べるしくみ', good: 'サイトから調べられます。' },
}

/** What is wrong with a card though no operation failed. */
export const doctorFindings = {
  EXPIRED: {
    title: '期限が切れています',
    next: 'お住まいの市区町村の窓口で更新できます。カードを持っていきます。',
  },
  CONFINED_BROWSER: {
    title: 'Snap や Flatpak のブラウザでは、カードを使えません',
    next: 'これらのブラウザは囲いの中で動くので、カード連携ソフトを始められません。パッケージ(deb、rpm)の Chrome、Chromium、Edge、Brave を使います。',
  },
  ENDS_SOON: {
    title: 'まもなく期限が切れます',
    next: '期限の3か月前から、お住まいの市区町村の窓口で更新できます。カードを持っていきます。期限までは、このまま使えます。',
  },
  NOT_YET: { title: 'まだ期限が始まっていません', next: 'パソコンの日付が合っているか確かめます。' },
  NO_SIGNING_CERTIFICATE: {
    title: '入っていません',
    next: '文書に署名しないなら、このままで困りません。15歳以上なら、お住まいの市区町村の窓口で入れられます。',
  },
  NO_ATTRIBUTES: { title: 'カードに入っていません', next: '氏名や住所は、画面で入力できます。' },
  REVOCATION_UNREACHABLE: {
    title: 'サイトから調べられません',
    next: '時間をおいて、もう一度ためせます。続くときは、サイトの運営者にお知らせください。',
  },
} as const
export type DoctorFinding = keyof typeof doctorFindings
