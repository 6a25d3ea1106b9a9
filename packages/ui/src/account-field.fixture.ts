import type { AccountFieldProps } from './account-field.ts'
import { renderAccountField } from './account-field.ts'
import { defineExamples } from './example.fixture.ts'

const kinds = [
  { value: 'ordinary', label: '普通' },
  { value: 'current', label: '当座' },
]

export const accountFieldExamples = defineExamples<AccountFieldProps>({
  component: 'account-field',
  render: renderAccountField,
  examples: {
    filled: {
      name: 'account',
      label: '振込先の口座',
      requirement: 'required',
      support: 'ご本人の名義の口座を書きます。',
      kinds,
      value: {
        bankName: 'みほん銀行',
        bankCode: '9999',
        branchName: '本店',
        branchCode: '001',
        accountKind: 'ordinary',
        number: '0001234',
        holderKana: 'ミホン ハナコ',
      },
    },
    postal: {
      name: 'postalAccount',
      label: '振込先の口座',
      requirement: 'required',
      kinds,
      value: { symbol: '14030', symbolNumber: '12345671', holderKana: 'キュウセイ ハナコ' },
      confirming: { label: 'この名義で合っています', value: 'ミホン ハナコ', isChosen: true },
    },
    wrong: {
      name: 'otherAccount',
      label: '振込先の口座',
      requirement: 'required',
      kinds,
      value: { bankName: 'みほん銀行', bankCode: '99' },
      codesUnknown: { label: 'コードは分かりません', value: 'yes', isChosen: false },
      partErrors: { bankCode: '金融機関コードは4けたの数字です', number: '口座番号が入力されていません' },
    },
  },
})
