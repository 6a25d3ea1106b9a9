import { defineType } from './model.ts'

/** The words of 続柄 that residents' registers use. */
const relationshipCodes = {
  1: '世帯主',
  2: '妻',
  3: '夫',
  4: '子',
  5: '父',
  6: '母',
  7: '妹',
  8: '弟',
  9: '子の妻',
  10: '妻(未届)',
  11: '妻の子',
  12: '縁故者',
  13: '同居人',
  14: '姉',
  15: '兄',
  16: '子の子',
  17: '子の夫',
  18: '祖父',
  19: '祖母',
  20: '妻の父',
  21: '妻の母',
} as const

/** 住民票関係情報: one record, without name or address. */
export const household = defineType({
  id: 'household',
  code: 'TM90000000000601',
  isSyntheticCode: true,
  name: '住民票関係情報',
  plainName: '世帯の情報',
  theme: 'household',
  description: 'いっしょに住民票に入っている家族の続柄や、いつから住んでいるかの記録です。',
  providerKinds: ['municipality'],
  layouts: [
    {
      version: '2026-06',
      validFrom: '2017-11-13',
      recordKey: 'serial',
      recordName: '世帯',
      fields: [
        { id: 'isHead', label: '世帯主か', kind: 'boolean' },
        {
          id: 'relationship',
          label: '続柄',
          kind: 'code',
          codes: relationshipCodes,
          explanation: '世帯主から見た、あなたとの関係です。',
        },
        { id: 'householdNumber', label: '世帯番号', kind: 'text' },
        { id: 'residentSince', label: '住民となった日', kind: 'date' },
        { id: 'addressSince', label: '住所を定めた日', kind: 'date' },
        { id: 'changedOn', label: '異動日', kind: 'date' },
        {
          id: 'changeReason',
          label: '異動事由',
          kind: 'code',
          codes: { 1: '出生', 2: '転入', 3: '転居', 4: '世帯変更', 5: '婚姻', 6: 'その他' },
        },
        {
          id: 'members',
          label: '世帯員の続柄',
          kind: 'text',
          explanation: '同じ世帯の全員の、世帯主から見た続柄です。',
        },
      ],
    },
  ],
})
