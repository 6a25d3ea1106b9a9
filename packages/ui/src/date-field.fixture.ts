import type { DateFieldProps } from './date-field.ts'
import { renderDateField } from './date-field.ts'
import { defineExamples } from './example.fixture.ts'

const eras = [
  { value: 'reiwa', label: '令和' },
  { value: 'heisei', label: '平成' },
  { value: 'showa', label: '昭和' },
  { value: 'western', label: '西暦' },
]

export const dateFieldExamples = defineExamples<DateFieldProps>({
  component: 'date-field',
  render: renderDateField,
  examples: {
    birth: {
      name: 'childBirthDate',
      label: '生年月日',
      requirement: 'required',
      support: '例:平成31年4月30日',
      eras,
      value: { era: 'heisei', year: '31', month: '4', day: '30' },
    },
    unknown: {
      name: 'oldBirthDate',
      label: '生年月日',
      requirement: 'required',
      eras,
      unknowns: [
        { value: 'day', label: '日がわからない' },
        { value: 'month', label: '月と日がわからない' },
      ],
      value: { era: 'showa', year: '6', month: '4', unknown: 'day' },
    },
    wrong: {
      name: 'happenedOn',
      label: '被害にあった日',
      requirement: 'required',
      eras,
      value: { era: 'reiwa', year: '2026', month: '13', day: '1' },
      partErrors: { year: '年が、令和の年としては大きすぎます', month: '月は1から12の数字で書きます' },
    },
  },
})
