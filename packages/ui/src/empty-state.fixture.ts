import { renderLinkButton } from './button.ts'
import type { EmptyStateProps } from './empty-state.ts'
import { renderEmptyState } from './empty-state.ts'
import { defineExamples } from './example.fixture.ts'

export const emptyStateExamples = defineExamples<EmptyStateProps>({
  component: 'empty-state',
  render: renderEmptyState,
  examples: {
    'no notices yet': {
      heading: 'お知らせはまだありません',
      body: '役所からお知らせが届くと、ここに表示します。',
      icon: 'bell',
      action: renderLinkButton({ label: '手続を探す', href: '/procedures', kind: 'outline', size: 'medium' }),
    },
  },
})
