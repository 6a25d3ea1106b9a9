import type { CardListProps } from './card-list.ts'
import { renderCardList } from './card-list.ts'
import { defineExamples } from './example.fixture.ts'

export const cardListExamples = defineExamples<CardListProps>({
  component: 'card-list',
  render: renderCardList,
  examples: {
    'four things to do': {
      level: 3,
      cards: [
        {
          title: 'あなたの情報',
          href: '/information',
          icon: 'person',
          body: '所得や年金、健康など、役所が持っているあなたの情報を見られます。',
        },
        {
          title: 'やりとり履歴',
          href: '/history',
          icon: 'history',
          body: '役所どうしが、いつ、何のために、あなたの情報をやりとりしたかを見られます。',
        },
        {
          title: '手続を探す',
          href: '/procedures',
          icon: 'document',
          body: '子育てや介護などの手続を探して、このまま申請できます。',
        },
        { title: 'お知らせ', href: '/notices', icon: 'bell', body: '役所からのお知らせが届きます。', note: '未読 2件' },
      ],
    },
    'three small ones': {
      level: 3,
      columns: 3,
      cards: [
        { title: '妊娠・出産', href: '/procedures/birth' },
        { title: '子ども・子育て', href: '/procedures/children' },
        { title: '福祉・介護', href: '/procedures/care' },
      ],
    },
  },
})
