import type { BarChartProps } from './bar-chart.ts'
import { renderBarChart } from './bar-chart.ts'
import { defineExamples } from './example.fixture.ts'
import { formatYen } from './yen-text.ts'

export const barChartExamples = defineExamples<BarChartProps>({
  component: 'bar-chart',
  render: renderBarChart,
  examples: {
    'two years': {
      title: '合計所得金額',
      summary: '前の年より 208,000円 ふえました。',
      bars: [
        { label: '令和7年度', value: 2_856_000, text: formatYen(2_856_000) },
        { label: '令和8年度', value: 3_064_000, text: formatYen(3_064_000), isMain: true },
      ],
    },
    'counts per agency': {
      title: '機関ごとの照会の数(この1年)',
      bars: [
        { label: 'みほん市', value: 12, text: '12回' },
        { label: '日本年金機構', value: 4, text: '4回' },
        { label: 'あおば市', value: 1, text: '1回' },
        { label: 'みほん健康保険組合', value: 0, text: '0回' },
      ],
    },
  },
})
