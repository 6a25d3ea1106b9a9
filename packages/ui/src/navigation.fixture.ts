import { defineExamples } from './example.fixture.ts'
import type { BreadcrumbProps, NavigationProps } from './navigation.ts'
import { renderBreadcrumb, renderNavigation } from './navigation.ts'

export const navigationExamples = defineExamples<NavigationProps>({
  component: 'navigation',
  render: renderNavigation,
  examples: {
    'at the history': {
      label: '見本のメニュー',
      links: [
        { label: 'あなたの情報', href: '/information' },
        { label: 'やりとり履歴', href: '/history', isCurrent: true },
        { label: '手続を探す', href: '/procedures' },
        { label: 'お知らせ', href: '/notices' },
      ],
    },
  },
})

export const breadcrumbExamples = defineExamples<BreadcrumbProps>({
  component: 'breadcrumb',
  render: renderBreadcrumb,
  examples: {
    'two levels': {
      trail: [
        { label: 'トップ', href: '/' },
        { label: 'あなたの情報', href: '/information' },
      ],
      here: '所得・個人住民税',
      label: '見本のいまいる場所',
    },
  },
})
