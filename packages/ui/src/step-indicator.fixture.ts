import { defineExamples } from './example.fixture.ts'
import type { StepIndicatorProps } from './step-indicator.ts'
import { renderStepIndicator } from './step-indicator.ts'

export const stepIndicatorExamples = defineExamples<StepIndicatorProps>({
  component: 'step-indicator',
  render: renderStepIndicator,
  examples: {
    'in the middle': {
      steps: ['あなたについて', 'お子さんについて', '振込先', '内容の確認', '署名して送る'].map((label, at) => ({
        label,
        isDone: at === 0,
      })),
      current: 2,
    },
  },
})
