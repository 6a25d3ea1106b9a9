/** 郵便番号から住所を入れる. */
export const postal = {
  submit: '郵便番号から住所を入れる',
  /** Behind the name of the button, for whoever hears it alone. */
  context: (address: string) => `(${address})`,
  about: (day: string) => `町の名前まで入ります。${day}の郵便番号の一覧を使います。`,
  aboutAlone: (day: string) =>
    `上の欄に郵便番号だけを書いて押すと、町の名前まで入ります。${day}の郵便番号の一覧を使います。`,
  unread: '郵便番号がまだ読めません。数字7けたで書いてから押すと、住所が入ります。そのまま住所を書くこともできます。',
  unreadAlone:
    '住所の欄に郵便番号だけを数字7けたで書いてから押すと、住所が入ります。そのまま住所を書くこともできます。',
  unknown: (code: string) =>
    `${code}は、一覧にありませんでした。新しくできた番号や、会社や役所だけの番号は載っていません。番号を確かめるか、そのまま住所を書いて進めます。`,
  putIn: '郵便番号から、町の名前まで入れました。つづけて、番地や建物の名前を書きます。',
  /** Streets of 京都 stand between the ward and the town, and in no list. */
  putInKyoto: '郵便番号から、町の名前まで入れました。通り名は書き足せます。つづけて、番地や建物の名前を書きます。',
  done: (place: string) => `郵便番号の町「${place}」は、もう入っています。つづけて、番地や建物の名前を書きます。`,
  open: (place: string) => `この郵便番号の町は「${place}」です。`,
  ask: (place: string, written: string) =>
    `この郵便番号の町は「${place}」です。いまは「${written}」と書いてあるので、そのままにしました。`,
  put: (place: string) => `「${place}」を入れる`,
  replace: (place: string) => `「${place}」に置きかえる`,
  choose: 'この郵便番号には、町がいくつかあります。どれかを選びます',
  chooseOver: (written: string) => `いま書いてある「${written}」は、選んだ町に置きかわります。`,
  chooseSubmit: '選んだ町を入れる',
  unchosen: '町を選んでから押すと、住所が入ります。',
}
