import { renderDate } from './date-text.ts'
import type { DescriptionListProps } from './description-list.ts'
import { renderDescriptionList } from './description-list.ts'
import { defineExamples } from './example.fixture.ts'

export const descriptionListExamples = defineExamples<DescriptionListProps>({
  component: 'description-list',
  render: renderDescriptionList,
  examples: {
    'a check page': {
      rows: [
        { term: '氏名', value: '三保 花子', action: { label: '変更', href: '/form/name' } },
        {
          term: '生年月日',
          value: renderDate('1989-01-08'),
          action: { label: '変更', href: '/form/birth', context: '(生まれた日)' },
        },
        {
          term: '住所',
          value: 'みほん県みほん市中央一丁目2番3号 みほんハイツ405号室',
          action: { label: '変更', href: '/form/address' },
        },
      ],
    },
    'with terms explained': {
      rows: [
        { term: '合計所得金額', value: '3,064,000円', about: '収入から、必要な経費などを引いた金額の合計です。' },
        { term: '提供した機関', value: 'みほん市 市民税課' },
      ],
    },
  },
})
