import { defineExamples } from './example.fixture.ts'
import type { SelectFieldProps } from './select-field.ts'
import { renderSelectField } from './select-field.ts'

export const selectFieldExamples = defineExamples<SelectFieldProps>({
  component: 'select-field',
  render: renderSelectField,
  examples: {
    municipality: {
      name: 'municipality',
      label: 'お住まいの市区町村',
      requirement: 'required',
      options: [
        { value: 'mihon', label: 'みほん市' },
        { value: 'aoba', label: 'あおば市' },
      ],
      value: 'aoba',
    },
  },
})
