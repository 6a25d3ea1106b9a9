import { defineExamples } from './example.fixture.ts'
import type { ItemListProps } from './item-list.ts'
import { renderItemList } from './item-list.ts'

export const itemListExamples = defineExamples<ItemListProps>({
  component: 'item-list',
  render: renderItemList,
  examples: {
    children: {
      label: 'お子さんの一覧',
      removeName: 'remove',
      items: [
        { value: '0', title: 'お子さん1', about: '見本 一郎、令和2年5月5日', changeHref: '/fill/1' },
        {
          value: '1',
          title: 'お子さん2',
          changeHref: '/fill/2',
          chip: { tone: 'warning', label: '入力の途中' },
        },
      ],
    },
  },
})
