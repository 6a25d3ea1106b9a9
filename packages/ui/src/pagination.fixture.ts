import { defineExamples } from './example.fixture.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import type { PaginationProps } from './pagination.ts'
import { renderPagination } from './pagination.ts'

export const paginationExamples = defineExamples<PaginationProps>({
  component: 'pagination',
  render: (props): Html => html`${renderPagination(props)}`,
  examples: {
    'in the middle': {
      current: 6,
      total: 24,
      hrefFor: (page) => `/history?page=${page}`,
      label: 'やりとり履歴のページ',
    },
  },
})
