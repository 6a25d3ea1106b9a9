import type { ChoicesProps } from './choices.ts'
import { renderCheckboxGroup, renderRadioGroup } from './choices.ts'
import { defineExamples } from './example.fixture.ts'

export const checkboxGroupExamples = defineExamples<ChoicesProps>({
  component: 'checkbox-group',
  render: renderCheckboxGroup,
  examples: {
    'tiles, as for choosing information': {
      name: 'types',
      label: '税・所得',
      look: 'tile',
      support: '見たい情報を選びます。いくつでも選べます。',
      choices: [
        {
          value: 'income',
          label: '所得・個人住民税',
          support: '去年の所得と、今年の住民税です。市区町村が持っています。',
          isChosen: true,
        },
        { value: 'account', label: '公金受取口座', support: '国に登録した口座です。デジタル庁が持っています。' },
        {
          value: 'property',
          label: '固定資産税',
          support: '土地と家屋にかかる税です。',
          isUnavailable: true,
          chip: { tone: 'neutral', label: 'まだ連携されていません' },
        },
      ],
    },
    'with an error': {
      name: 'consent',
      label: '同意の確認',
      requirement: 'required',
      error: '内容を読んで、同意するときは選んでください',
      choices: [{ value: 'yes', label: '利用規約に同意します' }],
    },
  },
})

export const radioGroupExamples = defineExamples<ChoicesProps>({
  component: 'radio-group',
  render: renderRadioGroup,
  examples: {
    plain: {
      name: 'lives-together',
      label: 'お子さんと一緒に住んでいますか',
      requirement: 'required',
      choices: [
        { value: 'yes', label: 'はい、一緒に住んでいます', isChosen: true },
        { value: 'no', label: 'いいえ、別に住んでいます', support: '単身赴任などのときは、こちらを選びます。' },
      ],
    },
  },
})
