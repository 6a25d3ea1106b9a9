import type { AnswerDocument } from './answer-document.ts'

/** A small document for tests and for the gallery: every part of the model is used once. */
export const sampleDocument: AnswerDocument = {
  title: '所得と住民税',
  subtitle: '地方税関係情報',
  holder: '髙橋 花子',
  issuer: 'みほん市',
  operator: 'みほん窓口ポータル運営機構',
  requestedAt: new Date('2026-11-22T06:04:00Z'),
  asOf: '2026-11-20',
  referenceNumber: 'inq_8Jx0aQzN4bWk2mVtR7sYpL',
  sections: [
    {
      heading: '2026年度(令和8年度) 収入と所得',
      note: '2025年の1年間の収入です。',
      rows: [
        { label: '給与収入額', text: '4,321,000円', value: 4_321_000, explanation: '税金などを引く前の額です。' },
        { label: '営業等所得', text: '-120,000円', value: -120_000 },
        { label: '更正日', text: '設定されていません', value: null },
      ],
    },
  ],
  notes: ['この書類は証明書ではありません。'],
}
