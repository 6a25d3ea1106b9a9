/** 自分の回答から. */
export const answers = {
  heading: '受けとった回答から入れる',
  body: 'あなたが前に受けとった「あなたの情報」の回答から、次の欄に入れられます。入れるものを選びます。書いてある欄は、そのままにします。',
  ask: (names: readonly string[]) =>
    `「あなたの情報」で「${names.join('」「')}」を受けとると、このページの欄に入れられます。受けとらずに手で書くこともできます。下書きは残ります。`,
  askLink: '「あなたの情報」で受けとる',
  label: '使う回答',
  submit: '選んだ回答から入れる',
  of: (name: string, source: string) => `${name}(${source})`,
  at: (asOf: string) => `${asOf}の内容`,
  filled: (count: number) => `回答から${count}つの欄に入れました。`,
  none: '回答の中に、この手続の欄に入るものがありませんでした。そのまま手で書けます。',
  broken: '選んだ回答を開けませんでした。そのまま手で書けます。',
  noneChosen: '使う回答を選ぶと入れられます。選ばずに手で書くこともできます。',
}
