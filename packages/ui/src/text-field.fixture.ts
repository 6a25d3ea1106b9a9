import { defineExamples } from './example.fixture.ts'
import type { TextFieldProps } from './text-field.ts'
import { renderTextField } from './text-field.ts'

export const textFieldExamples = defineExamples<TextFieldProps>({
  component: 'text-field',
  render: renderTextField,
  examples: {
    'with support text': {
      name: 'child-name',
      label: 'お子さんの氏名',
      requirement: 'required',
      support: '戸籍にのっているとおりに入力します。',
      width: 'medium',
      value: '三保 さくら',
    },
    'with an error': {
      name: 'tel',
      label: '日中に連絡できる電話番号',
      kind: 'tel',
      requirement: 'required',
      error: '電話番号を数字で入力してください(例 0312345678)',
      value: '〇三',
      width: 'short',
      autocomplete: 'tel',
    },
    'an amount': {
      name: 'amount',
      label: '収入の金額',
      kind: 'digits',
      width: 'short',
      unit: '円',
      requirement: 'optional',
    },
    'medium search': {
      name: 'query',
      label: '手続の名前や、困っていること',
      kind: 'search',
      size: 'medium',
      lengthMax: 100,
    },
  },
})
