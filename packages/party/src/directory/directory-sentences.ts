/** What is wrong with the file of a directory, and what to do. */
export const directorySentences = {
  DIRECTORY_MALFORMED: '名簿のファイルではありません。「directory sign」が書いたものを、そのまま置いてください。',
  DIRECTORY_SIGNATURE: '名簿は、決められた鍵で署名されていません。鍵を directory-key.txt と比べてください。',
  DIRECTORY_EXPIRED: '名簿の期限が切れていて、どのノードも使えません。次の版に署名してもらってください。',
  DIRECTORY_OLDER: '名簿が、ほかのものより古い版です。いちばん新しいものを使ってください。',
} as const
