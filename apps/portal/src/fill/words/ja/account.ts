/** A bank, its branch and the holder of an account. */
export const account = {
  look: '名前から番号をさがす',
  listOf: (day: string) =>
    `${day}の金融機関と支店の一覧でさがします。新しい支店や、合併したところで、一覧にないときは、通帳やカードの番号を書いて進めます。`,
  pickBank: '金融機関を選ぶ',
  pickBranch: '支店を選ぶ',
  pickSupport: '選んで進むと、番号が入ります。ここにないときは、選ばずに番号を書きます。',
  more: (count: number) =>
    `${count}件あるので、初めの100件だけを出しています。ここにないときは、名前をもっと長く書いてさがすか、番号を書きます。`,
  none: '一覧に見つかりませんでした。名前を少し変えてさがすか、通帳やカードの番号を書いて進めます。',
  unknownBank: '一覧にない金融機関コードです。通帳やカードのとおりなら、このまま進めます。',
  unknownBranch: '一覧にない支店コードです。通帳やカードのとおりなら、このまま進めます。',
  otherName: (code: string, name: string) =>
    `一覧では、${code}は「${name}」です。通帳やカードのとおりなら、このまま進めます。`,
  symbolIsRight: '記号と番号は、通帳のとおりです',
  symbolConfirmed: '記号と番号の組み合わせがふつうとちがいますが、通帳のとおりと確かめました。',
  holderIsRight: (person: string) => `「${person}」さんの口座の名義として、これで合っています`,
}
