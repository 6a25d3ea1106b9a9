import type { AnswerDocument } from '@madoguchi/documents'
import { openPdfRenderer } from '@madoguchi/documents'
import type { Entry } from '../entry.ts'

const rounds = 30

export const pdf: Entry = {
  name: 'pdf',
  title: 'an answer of 120 rows as a tagged PDF, warm',
  unit: 'ms',
  isHigherBetter: false,
  async run() {
    await using renderer = openPdfRenderer({ workers: 1 })
    await renderer.renderPdf(makeDocument(0))
    const values: number[] = []
    for (let round = 0; round < rounds; round++) values.push(await time(() => renderer.renderPdf(makeDocument(round))))
    const bare: number[] = []
    for (let round = 0; round < rounds; round++)
      bare.push(await time(() => renderer.renderPdf({ ...makeDocument(round), sections: [], notes: [] })))
    return {
      values,
      limit: {
        what: 'the same template without rows, ms',
        value: bare.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN,
      },
    }
  },
}

async function time(action: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await action()
  return performance.now() - started
}

/** Other numbers each time, so that nothing can be kept from the last one. */
function makeDocument(round: number): AnswerDocument {
  return {
    title: '所得と住民税',
    issuer: 'みほん市',
    operator: 'みほん窓口ポータル運営機構',
    requestedAt: new Date(1_795_000_000_000 + round),
    asOf: '2026-06-01',
    referenceNumber: `exc_${String(round).padStart(22, '0')}`,
    sections: [2024, 2025, 2026].map((year) => ({
      heading: `${year}年度`,
      rows: Array.from({ length: 40 }, (_, i) => ({
        label: `項目${i + 1}`,
        text: `${(round * 1009 + i * 7919).toLocaleString('en')}円`,
        explanation: '課税のもとになった額です。',
      })),
    })),
    notes: ['この書類は証明書ではありません。'],
  }
}
