import { defineExamples } from './example.fixture.ts'
import type { ColumnsProps, SectionProps } from './section.ts'
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

export const columnsExamples = defineExamples<ColumnsProps>({
  component: 'columns',
  render: renderColumns,
  examples: {
    'a text and its side': { main: '本文です。', side: '補足です。', sideLabel: '関連する情報' },
    'contents first': { main: '本文です。', side: '目次です。', sideLabel: '目次', isSideFirst: true },
  },
})
