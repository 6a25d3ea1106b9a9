/** What is wrong with the file of facts, and what to do. */
export const factsSentences = {
  FACTS_MALFORMED:
    '情報と事務の表のファイルではないか、中身が食い違っています。「facts sign」が書いたものを、そのまま置いてください。',
  FACTS_SIGNATURE: '情報と事務の表は、決められた鍵で署名されていません。鍵を directory-key.txt と比べてください。',
  FACTS_OLDER: '情報と事務の表が、ほかのものより古い版です。いちばん新しいものを使ってください。',
  FACTS_REWRITTEN: '情報と事務の表が、知っている版の番号で、違う中身です。新しい版として署名してもらってください。',
  FACTS_NETWORK: '情報と事務の表が、ほかのネットワークのものです。署名するときに、名簿と同じ名前にしてください。',
} as const
