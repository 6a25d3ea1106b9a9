/** What stands in the files of an exported case. */
export const exportWords = {
  columns: { part: '区分', item: '項目', text: '内容', before: '補正の前' },
  facts: '案件',
  missing: 'このファイルは、ここにありません。',
  heldTitle: '入れなかったファイル',
} as const
