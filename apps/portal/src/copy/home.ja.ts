export const homeCopy = {
  title: 'ホーム',
  arrivedHeading: (count: number) => `回答が${count}件届いています`,
  arrivedBody: '届いた回答は、30日間ここで見られます。',
  arrivedAction: '届いた回答を見る',
  waitingHeading: (count: number) => `${count}件の回答を待っています`,
  waitingBody: 'このページを閉じても大丈夫です。',
  waitingAction: 'いまの状況を見る',
  whatHeading: 'できること',
  information: '役所などが持っているあなたの情報を選んで、取り寄せます。',
  requests: '取り寄せの状況と、届いた回答を見ます。',
  history: '役所どうしが、あなたの情報をいつ、何のためにやりとりしたかを見ます。',
  mandateUntil: (time: string) => `このログインは、長くても ${time} に終わります。`,
} as const
