/** Words in the files that a citizen keeps. */
export const documentCopy = {
  title: 'あなたの情報',
  from: (source: string, asOf: string) => `${source}が持つ、${asOf}の時点の情報です。`,
  notes: [
    'この書類は、本人が自分の情報を確かめるためのもので、証明書ではありません。',
    '内容がちがうと思ったときは、情報の出どころの機関にお問い合わせいただけます。',
  ],
} as const
