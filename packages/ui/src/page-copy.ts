/** The languages of the frame. Official names stay Japanese in all of them. */
export type Language = 'ja' | 'ja-easy' | 'en'

type PageCopy = {
  readonly name: string
  /** Before the title of a form that came back. */
  readonly wrong: string
  readonly skip: string
  readonly sandbox: string
  readonly here: string
  readonly menu: string
  readonly languages: string
  readonly logIn: string
  readonly logOut: string
  readonly operator: string
  readonly section: string
  readonly address: string
  readonly phone: string
  readonly hours: string
  readonly legalBasis: string
  readonly footerLinks: string
  readonly terms: string
  readonly privacy: string
  readonly accessibility: string
  readonly contact: string
  readonly cardHelp: string
  user(name: string): string
  onBehalfOf(name: string): string
}

export const pageCopy = {
  ja: {
    name: '日本語',
    wrong: 'エラー: ',
    skip: '本文へ進む',
    sandbox: '体験環境です。本物の情報は扱いません。',
    here: 'いまいる場所',
    menu: 'メニュー',
    languages: '言語',
    logIn: 'ログイン',
    logOut: 'ログアウト',
    operator: '運営者',
    section: '担当',
    address: '所在地',
    phone: '電話',
    hours: '受付時間',
    legalBasis: '根拠となる法令',
    footerLinks: 'このサイトについて',
    terms: '利用規約',
    privacy: 'プライバシー',
    accessibility: 'アクセシビリティ',
    contact: 'お問い合わせ',
    cardHelp: 'カードの調子を見る',
    user: (name) => `${name} さん`,
    onBehalfOf: (name) => `${name} さんの代理人として利用中`,
  },
  'ja-easy': {
    name: 'やさしい日本語',
    wrong: 'まちがいが あります: ',
    skip: 'すぐに 文章を 読む',
    sandbox: 'ここは 練習の 場所です。本物の 情報は ありません。',
    here: 'いま いる ところ',
    menu: 'メニュー',
    languages: 'ことば',
    logIn: 'ログイン(はじめる)',
    logOut: 'ログアウト(おわる)',
    operator: 'このページを つくっている ところ',
    section: '担当(しごとを する 課)',
    address: '住所',
    phone: '電話',
    hours: '電話が できる 時間',
    legalBasis: 'もとになる 法律',
    footerLinks: 'このページに ついて',
    terms: '使うときの きまり',
    privacy: '個人情報の まもりかた',
    accessibility: 'だれでも 使えるように',
    contact: '聞きたいとき',
    cardHelp: 'カードが 使えるか しらべる',
    user: (name) => `${name} さん`,
    onBehalfOf: (name) => `${name} さんの かわりに 使っています`,
  },
  en: {
    name: 'English',
    wrong: 'Error: ',
    skip: 'Skip to the content',
    sandbox: 'This is a place to try things out. It holds no real information.',
    here: 'You are here',
    menu: 'Menu',
    languages: 'Language',
    logIn: 'Log in',
    logOut: 'Log out',
    operator: 'Operator',
    section: 'Section',
    address: 'Address',
    phone: 'Phone',
    hours: 'Hours',
    legalBasis: 'Legal basis',
    footerLinks: 'About this site',
    terms: 'Terms of use',
    privacy: 'Privacy',
    accessibility: 'Accessibility',
    contact: 'Contact',
    cardHelp: 'Check your card',
    user: (name) => name,
    onBehalfOf: (name) => `acting for ${name}`,
  },
} as const satisfies Record<Language, PageCopy>
