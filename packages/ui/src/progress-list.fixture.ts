import { formatDateTime } from '@madoguchi/kit'
import { defineExamples } from './example.fixture.ts'
import type { ProgressListProps } from './progress-list.ts'
import { renderProgressList } from './progress-list.ts'

const since = `${formatDateTime(new Date('2026-11-22T06:04:00Z'))}から`

export const progressListExamples = defineExamples<ProgressListProps>({
  component: 'progress-list',
  render: renderProgressList,
  examples: {
    'while waiting': {
      id: 'inquiries',
      rows: [
        {
          title: '所得・個人住民税',
          status: { tone: 'success', label: '回答あり' },
          agency: 'みほん市',
          since,
          href: '/information/1',
        },
        { title: '年金の記録', status: { tone: 'waiting', label: '照会中' }, agency: '日本年金機構', since },
        {
          title: '健康保険の資格',
          status: { tone: 'paused', label: '提供機関停止中' },
          agency: 'みほん健康保険組合',
          since,
          about: '相手のシステムが止まっています。動きだしたら、もう一度たずねます。',
        },
      ],
    },
  },
})
