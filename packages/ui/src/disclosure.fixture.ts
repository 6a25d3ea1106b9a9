import type { DisclosureProps } from './disclosure.ts'
import { renderDisclosure } from './disclosure.ts'
import { defineExamples } from './example.fixture.ts'

export const disclosureExamples = defineExamples<DisclosureProps>({
  component: 'disclosure',
  render: renderDisclosure,
  examples: {
    closed: { summary: '法律の根拠と時刻を見る', body: '番号法 第19条第8号' },
    open: { summary: '「所得割額」とは', body: '所得の金額に応じて計算される住民税です。', isOpen: true },
  },
})
