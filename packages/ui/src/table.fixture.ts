import { sayDate } from './date-text.ts'
import { defineExamples } from './example.fixture.ts'
import { renderStatusChip } from './status-chip.ts'
import type { TableProps } from './table.ts'
import { renderTable } from './table.ts'
import { formatYen } from './yen-text.ts'

export const tableExamples = defineExamples<TableProps>({
  component: 'table',
  render: renderTable,
  examples: {
    'an answer': {
      id: 'income-table',
      caption: '令和8年度の所得と個人住民税',
      columns: [
        { label: '項目', isRowHeader: true },
        { label: '令和7年度', isNumeric: true },
        { label: '令和8年度', isNumeric: true },
      ],
      rows: [
        ['給与収入', formatYen(4_120_000), formatYen(4_380_000)],
        ['合計所得金額', formatYen(2_856_000), formatYen(3_064_000)],
        ['市民税 所得割額', formatYen(98_400), formatYen(107_200)],
      ],
    },
    'dense, as on a desk': {
      id: 'queue-table',
      caption: '受付の一覧',
      density: 'dense',
      columns: [
        { label: '受付番号', isRowHeader: true },
        { label: '手続' },
        { label: '受付日' },
        { label: '状態' },
        { label: '添付', isNumeric: true },
      ],
      rows: [
        [
          '2026-0001',
          '児童手当の認定請求',
          sayDate('2026-11-20'),
          renderStatusChip({ tone: 'waiting', label: '審査待ち' }),
          2,
        ],
        [
          '2026-0002',
          '保育所の入所申込',
          sayDate('2026-11-21'),
          renderStatusChip({ tone: 'info', label: '審査中' }),
          3,
        ],
        [
          '2026-0003',
          '高額療養費の支給申請',
          sayDate('2026-11-22'),
          renderStatusChip({ tone: 'success', label: '決定' }),
          0,
        ],
      ],
    },
  },
})
