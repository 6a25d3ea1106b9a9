import { streamOf } from './append-section.fixture.ts'
import { at } from './base-files.fixture.ts'
import type { Operation } from './honest-updates.fixture.ts'
import { fill, freeRect, sign, signatureValue, stampLooks } from './honest-updates.fixture.ts'
import { otherText } from './unread-updates.fixture.ts'
import { missingPack } from './write-packed.fixture.ts'

/** What only programs find that rebuild a cross-reference, follow a hint of the file, or look in all bytes. */
export const returningUpdates: Readonly<Record<string, Operation>> = {
  'returning: contents of one section between two that mean the signed ones': (m) => {
    const entry = m.pdf.xref.get(at.content)
    return entry?.kind === 'offset'
      ? m.writeAll([
          [{ number: at.content, body: streamOf('', otherText) }],
          [{ number: at.content, offset: entry.offset }],
        ])
      : undefined
  },
  'returning: an object that came and went': (m) => {
    const number = m.base.traits.isDangling === true ? m.base.danglingNumber : m.take()
    return m.writeAll([[{ number, body: streamOf('', otherText) }], [{ number, isFree: true }]])
  },
  'returning: what was filled in first': (m) =>
    m.writeAll([fill(m, '5'), fill(m, '6'), [{ number: at.text, offset: m.pdf.bytes.length }]]),
  'returning: a stream in which the signed sections look': (m) => {
    const head = `${m.base.danglingNumber} 0 `
    const body = streamOf(`/Type/ObjStm/N 1/First ${head.length}`, `${head}<</Other true>>`)
    return m.base.traits.isPackMissing === true ? m.write([{ number: missingPack, body }]) : undefined
  },
  'returning: a stamp that points at nothing': (m) => {
    const missing = m.take() + 100
    const target = m.draw.pick([`${missing} 0 R`, `${at.font} 1 R`])
    return m.write(sign(m, { rect: freeRect, looks: stampLooks('x', `/Group<</S/Transparency/CS ${target}>>`) }))
  },
  'returning: a lock, or the writer of the file, that is nowhere': (m) => {
    const [missing, info] = [m.take() + 100, m.take()]
    return m.draw.pick([
      () => m.write(sign(m, { field: `/Lock ${missing} 0 R` })),
      () => m.write([m.change(at.text, { V: `${missing} 0 R` })]),
      () =>
        m.base.traits.hasNoInfo === true
          ? m.write([{ number: info, body: `<</Producer ${missing} 0 R>>` }], { trailer: { Info: `${info} 0 R` } })
          : m.write([m.change(at.info, { Producer: `${missing} 0 R` })]),
    ])()
  },
  'returning: a page or a catalog that nothing leads to': (m) => {
    const type = m.draw.pick(['Page', 'Pages', 'Catalog'])
    return m.write([{ number: m.take(), body: `<</Type/${type}/Pages ${at.pages} 0 R/Kids[]/Count 0>>` }])
  },
  'returning: a signature that is a page, too': (m) =>
    m.write(sign(m, { value: signatureValue().replace('/Type/Sig', '/Type/Page') })),
}
