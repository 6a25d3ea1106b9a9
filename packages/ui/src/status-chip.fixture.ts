import { defineExamples } from './example.fixture.ts'
import type { StatusChipProps } from './status-chip.ts'
import { renderStatusChip } from './status-chip.ts'

export const statusChipExamples = defineExamples<StatusChipProps>({
  component: 'status-chip',
  render: renderStatusChip,
  examples: {
    success: { tone: 'success', label: '回答あり' },
    waiting: { tone: 'waiting', label: '照会中' },
    paused: { tone: 'paused', label: '提供機関停止中' },
    neutral: { tone: 'neutral', label: '該当なし' },
    info: { tone: 'info', label: '審査中' },
    warning: { tone: 'warning', label: '期限切れ' },
    error: { tone: 'error', label: '提供不可' },
  },
})
