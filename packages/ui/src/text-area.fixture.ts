import { defineExamples } from './example.fixture.ts'
import type { TextAreaProps } from './text-area.ts'
import { renderTextArea } from './text-area.ts'

export const textAreaExamples = defineExamples<TextAreaProps>({
  component: 'text-area',
  render: renderTextArea,
  examples: {
    question: {
      name: 'question',
      label: '問い合わせの内容',
      requirement: 'required',
      support: '1,000文字まで書けます。',
      lengthMax: 1000,
    },
  },
})
