export const informationCopy = {
  title: 'あなたの情報',
  lead: '見たい情報にチェックを入れて、ボタンを押します。持っている機関に、あなたの代わりに照会します。',
  holder: (names: string) => `持っている機関: ${names}`,
  otherTheme: 'そのほか',
  notConnected: 'まだ連携されていません',
  notConnectedCount: (count: number) => `まだ連携されていません(${count}件)`,
  choosable: (theme: string) => `${theme}のうち、照会できる情報`,
  notConnectedBody: '次の情報は、まだどの機関もこのサイトにつながっていないため、選べません。',
  othersHeading: 'まだ連携されていない情報',
  othersOf: (theme: string, count: number) => `${theme}(${count}件)`,
  submit: '選んだ情報を照会する',
  chosenNone: '選べる情報は、いまはありません。',
} as const
