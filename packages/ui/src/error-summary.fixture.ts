import type { ErrorSummaryProps } from './error-summary.ts'
import { renderErrorSummary } from './error-summary.ts'
import { defineExamples } from './example.fixture.ts'

export const errorSummaryExamples = defineExamples<ErrorSummaryProps>({
  component: 'error-summary',
  render: renderErrorSummary,
  examples: {
    'two fields': {
      heading: '入力を2か所、確かめてください',
      errors: [
        { field: 'tel', text: '電話番号を数字で入力してください' },
        { field: 'consent', text: '内容を読んで、同意するときは選んでください' },
      ],
    },
  },
})
