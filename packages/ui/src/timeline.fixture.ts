import { defineExamples } from './example.fixture.ts'
import type { TimelineProps } from './timeline.ts'
import { renderTimeline } from './timeline.ts'

export const timelineExamples = defineExamples<TimelineProps>({
  component: 'timeline',
  render: renderTimeline,
  examples: {
    'a document that was signed': {
      steps: [
        { tone: 'neutral', title: 'もとの文書', facts: [], lines: [] },
        { tone: 'success', title: '1つ目の署名', facts: ['正しい', '署名した人: 見本　花子'], lines: [] },
        { tone: 'neutral', title: 'そのあとに加えられたもの', facts: [], lines: ['入力欄への記入(1ページ)'] },
        { tone: 'warning', title: '2つ目の署名', facts: ['ここでは確かめられない'], lines: [] },
        { tone: 'error', title: 'そのあとに変えられたところ', facts: [], lines: ['ページの設定が変えられています'] },
        { tone: 'neutral', title: 'いまの文書', facts: [], lines: [] },
      ],
    },
  },
})
