import { defineExamples } from './example.ts'
import type { SectionProps } from './section.ts'
import { renderColumns, renderSection } from './section.ts'

export const sectionExamples = defineExamples<SectionProps>({
  component: 'section',
  render: renderSection,
  examples: {
    'with a lead': {
      heading: 'ログインに必要なもの',
      lead: 'カードとカードリーダー、対応するブラウザを用意します。',
      body: 'マイナンバーカードと、4けたの暗証番号を使います。',
      level: 3,
      id: 'what-is-needed',
    },
  },
})

export const columnsExamples = defineExamples<{ main: string; side: string; sideLabel: string }>({
  component: 'columns',
  render: renderColumns,
  examples: { 'a text and its side': { main: '本文です。', side: '補足です。', sideLabel: '関連する情報' } },
})
