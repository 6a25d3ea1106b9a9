/** A bank, its branch and the holder of an account. */
export const account = {
  look: '名前から番号をさがす',
  listOf: (day: string) =>
    `${day}の金融機関と支店の一覧でさがします。新しい支店や、合併したところで、一覧にないときは、番号が分かれば書き、分からなければ下の欄に印を付けて進めます。`,
  codesUnknown: 'コードは分かりません(空けたまま進みます。書類にも、ペンで書く欄が空いたまま載ります)',
  codesLeft:
    'コードは分からないとのことなので、書類では空けてあります。あとで分かったら、ペンで書きます。分からないときは、窓口でたずねます。',
  codeNames: { bankCode: '金融機関コード', branchCode: '支店コード' },
  codesForPen: (account: string, codes: readonly string[]) =>
    `「${account}」の${codes.map((code) => `「${code}」`).join('')}の欄は、空いています。分かったら、ペンで書きます。分からないときは、窓口でたずねます。`,
  pickBank: '金融機関を選ぶ',
  pickBranch: '支店を選ぶ',
  pickSupport: '選んで進むと、番号が入ります。ここにないときは、選ばずに番号を書きます。',
  more: (count: number) =>
    `${count}件あるので、初めの100件だけを出しています。ここにないときは、名前をもっと長く書いてさがすか、番号を書きます。`,
  none: '一覧に見つかりませんでした。名前を少し変えてさがすか、番号を書きます。番号が分からないときは、「コードは分かりません」に印を付けて進めます。',
  unknownBank: '一覧にない金融機関コードです。通帳やカードのとおりなら、このまま進めます。',
  unknownBranch: '一覧にない支店コードです。通帳やカードのとおりなら、このまま進めます。',
  otherName: (code: string, name: string) =>
    `一覧では、${code}は「${name}」です。通帳やカードのとおりなら、このまま進めます。`,
  symbolIsRight: '記号と番号は、通帳のとおりです',
  symbolConfirmed: '記号と番号の組み合わせがふつうとちがいますが、通帳のとおりと確かめました。',
  holderIsRight: (person: string) => `「${person}」さんの口座の名義として、これで合っています`,
}
