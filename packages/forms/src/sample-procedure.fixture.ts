import type { Filling } from './answers.ts'
import { noAnswers } from './answers.ts'
import type { Page, Procedure } from './definition.ts'
import type { Field } from './field.ts'
import { myNumberCheckDigit } from './my-number.ts'

export const now = '2026-11-22T01:02:03.000Z'
export const today = '2026-11-22'

/** One of every kind. */
export const everyField: readonly Field[] = [
  { kind: 'name', id: 'name', label: '氏名', fill: { from: 'card', attribute: 'name' } },
  { kind: 'kana', id: 'kana', label: 'カナ' },
  { kind: 'address', id: 'address', label: '住所', fill: { from: 'card', attribute: 'address' } },
  { kind: 'postal-code', id: 'postalCode', label: '郵便番号' },
  {
    kind: 'date',
    id: 'birthDate',
    label: '生年月日',
    unknown: 'month',
    fill: { from: 'card', attribute: 'birthDate' },
  },
  { kind: 'date', id: 'movedAt', label: '引っ越した日', calendar: 'western', from: '2000-01-01', until: 'today' },
  { kind: 'phone', id: 'phone', label: '電話番号', none: '電話はありません' },
  { kind: 'email', id: 'email', label: 'メール' },
  { kind: 'account', id: 'account', label: '口座' },
  { kind: 'relationship', id: 'relationship', label: '続柄' },
  {
    kind: 'choice',
    id: 'sex',
    label: '性別',
    fill: { from: 'card', attribute: 'sex' },
    options: [
      { id: 'male', label: '男' },
      { id: 'female', label: '女' },
      { id: 'other', label: 'その他', takesWords: true },
    ],
  },
  {
    kind: 'choices',
    id: 'damage',
    label: '被害',
    options: [
      { id: 'roof', label: '屋根' },
      { id: 'wall', label: '壁' },
      { id: 'other', label: 'その他', takesWords: true },
    ],
  },
  { kind: 'yes-no', id: 'owns', label: '持ち家ですか' },
  { kind: 'money', id: 'income', label: '所得', min: -1_000_000 },
  {
    kind: 'number',
    id: 'weight',
    label: '体重',
    decimals: 1,
    unit: 'kg',
    fill: { from: 'answer', informationType: 'health-check', item: 'weight' },
  },
  { kind: 'text', id: 'note', label: '備考', graphemesMax: 40, isLong: true },
  { kind: 'digits', id: 'insurer', label: '保険者番号', length: 6 },
  { kind: 'time', id: 'calledAt', label: '電話に出られる時刻', from: '08:30' },
  { kind: 'file', id: 'photos', label: '写真', accept: ['jpeg', 'png'], countMax: 4 },
  { kind: 'consent', id: 'agrees', label: '同意', statement: '調べることに同意します。' },
  { kind: 'confirm', id: 'isSure', label: '確かめること', statement: 'このとおりです。' },
]

const whomPage: Page = {
  kind: 'fields',
  id: 'whom',
  title: 'だれの手続き',
  fields: [{ kind: 'name', id: 'whom', label: '氏名' }],
}

/** About whoever the first field of words names; where there is none, one more page at the end asks. */
export function makeProcedure(asked: readonly Page[], more: Partial<Procedure> = {}): Procedure {
  const fields = asked.flatMap((page) => (page.kind === 'fields' ? page.fields : []))
  const isFit = (id: string) => /^(?!shown$|today$)[a-z][A-Za-z0-9]{0,39}$/.test(id) && !(id in Object.prototype)
  const named = fields.find(({ kind, id }) => (kind === 'name' || kind === 'text') && isFit(id))
  const pages: readonly Page[] = named ? asked : [...asked, whomPage]
  return {
    format: 'madoguchi-procedure/1',
    id: 'sample',
    version: '2026-11-01',
    title: '見本の手続き',
    titleKana: 'みほんのてつづき',
    category: 'childcare',
    lifeSituations: ['child-born'],
    keywords: ['見本'],
    summary: '見本です。',
    forWhom: 'どなたでも',
    deadline: { text: '生まれた日の次の日から15日以内' },
    needed: [{ text: '本人確認書類' }],
    ways: ['print', 'visit'],
    signers: [{ who: '請求者', how: 'by-hand' }],
    subject: { name: named?.id ?? 'whom' },
    filers: [{ is: 'subject', who: '請求者' }],
    completion: { online: 'none', why: '署名がいるため', left: '窓口に出します。' },
    pages,
    template: 'form.typ',
    ...more,
  }
}

function optional(fields: readonly Field[]): readonly Field[] {
  return fields.map((field) => ({ ...field, isOptional: true }))
}

export const everyKind = makeProcedure([
  { kind: 'fields', id: 'everything', title: 'すべて', fields: optional(everyField) },
])

/** A parent, perhaps a spouse, children; public servants are sent to where they work. */
export const family = makeProcedure(
  [
    {
      kind: 'fields',
      id: 'parent',
      title: 'あなたについて',
      fields: [
        { kind: 'name', id: 'parentName', label: '氏名', fill: { from: 'card', attribute: 'name' } },
        {
          kind: 'date',
          id: 'parentBirth',
          label: '生年月日',
          until: 'today',
          fill: { from: 'card', attribute: 'birthDate' },
        },
        {
          kind: 'choice',
          id: 'job',
          label: '職業',
          options: [
            { id: 'employee', label: '会社員' },
            { id: 'public', label: '公務員' },
          ],
        },
        { kind: 'yes-no', id: 'hasSpouse', label: '配偶者はいますか' },
        {
          kind: 'text',
          id: 'spouseWork',
          label: '配偶者の仕事',
          when: { is: 'equals', field: 'hasSpouse', value: true },
        },
      ],
    },
    {
      kind: 'stop',
      id: 'at-work',
      title: '勤務先へ',
      text: '公務員の方は、勤務先で手続きをします。',
      when: { is: 'equals', field: 'job', value: 'public' },
    },
    {
      kind: 'fields',
      id: 'spouse',
      title: '配偶者について',
      when: { is: 'equals', field: 'hasSpouse', value: true },
      fields: [
        { kind: 'name', id: 'spouseName', label: '配偶者の氏名' },
        { kind: 'money', id: 'spouseIncome', label: '配偶者の所得', isOptional: true },
      ],
    },
    {
      kind: 'group',
      id: 'children',
      title: 'お子さんについて',
      group: {
        id: 'children',
        itemTitle: 'お子さん{n}',
        countMin: 1,
        countMax: 150,
        fields: [
          { kind: 'name', id: 'childName', label: 'お子さんの氏名' },
          { kind: 'date', id: 'childBirth', label: 'お子さんの生年月日', until: 'today' },
          {
            kind: 'text',
            id: 'school',
            label: '学校',
            when: { is: 'at-least', field: 'childAge', number: 6 },
          },
          { kind: 'money', id: 'childCost', label: '費用', isOptional: true },
        ],
        calculated: [{ id: 'childAge', label: '年齢', value: { is: 'age', birth: 'childBirth', on: 'today' } }],
      },
    },
    {
      kind: 'fields',
      id: 'many',
      title: '3人以上のとき',
      when: { is: 'count-at-least', group: 'children', count: 3 },
      fields: [{ kind: 'yes-no', id: 'hasStudent', label: '大学生のお子さんがいますか' }],
    },
  ],
  {
    calculated: [
      { id: 'childrenCount', label: '人数', value: { is: 'count', group: 'children' } },
      {
        id: 'schoolChildren',
        label: '学校に通う人数',
        value: { is: 'count', group: 'children', where: { is: 'at-least', field: 'childAge', number: 6 } },
      },
      { id: 'totalCost', label: '費用の合計', value: { is: 'sum', of: ['childCost'] } },
      { id: 'youngest', label: '末のお子さん', value: { is: 'latest', of: ['childBirth'] } },
      { id: 'anyName', label: '連絡する人', value: { is: 'first', of: ['spouseName', 'parentName'] } },
      { id: 'names', label: '名前', value: { is: 'join', of: ['parentName', 'childName'], between: '・' } },
    ],
    deadline: { text: '15日以内', rule: { count: 15, unit: 'day', after: 'youngest' } },
    attachments: [
      {
        id: 'student-form',
        title: '学生の申立書',
        why: '大学生のお子さんを数えるため',
        accept: ['pdf'],
        when: { is: 'equals', field: 'hasStudent', value: true },
        whenText: '大学生のお子さんがいるとき',
      },
    ],
  },
)

export function begin(procedure: Procedure): Filling {
  return { procedure, answers: noAnswers, today }
}

/** An id of an item, another for each number. */
export function itemId(number: number): string {
  return `itm_${String(number).padStart(22, 'x')}`
}

/** Twelve digits with a check digit, made here so that none stands in a file. */
export function makeTwelveDigits(body: number): string {
  const digits = String(body).padStart(11, '0')
  return `${digits}${myNumberCheckDigit(digits)}`
}
