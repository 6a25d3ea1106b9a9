import { entryOf, integerOf } from '../../pdf/value.ts'
import type { Appended } from './append-section.fixture.ts'
import { streamOf } from './append-section.fixture.ts'
import { at } from './base-files.fixture.ts'
import type { Operation } from './honest-updates.fixture.ts'
import { sign } from './honest-updates.fixture.ts'
import type { Maker } from './update-maker.fixture.ts'

export const otherText = 'BT /F1 18 Tf 20 150 Td (Amount: 9,000,000 yen) Tj ET'

/** What a signature's certificates stand in, with bytes in them that read like an object of the document. */
function keepFalseHead(m: Maker): readonly Appended[] {
  const [store, data] = [m.take(), m.take()]
  const space = m.draw.pick([' ', '\v'])
  const content = `x\n${at.content}${space}0${space}obj\n${streamOf('', otherText)}\nendobj\ny`
  return [
    { number: data, body: streamOf('', content) },
    { number: store, body: `<</Type/DSS/Certs[${data} 0 R]>>` },
    m.change(at.catalog, { DSS: `${store} 0 R` }),
  ]
}

/** Where programs that cannot read the section find something else. */
export const unreadUpdates: Readonly<Record<string, Operation>> = {
  'unread: the head of an object in a stream': (m) => m.write(keepFalseHead(m)),
  'unread: a section that others cannot read': (m) =>
    m.write(
      keepFalseHead(m),
      m.pdf.xref.isStream
        ? m.draw.pick([{ oddRow: true }, { spoil: (text) => text.replace('startxref\n', 'startxref\n\0') }])
        : {
            spoil: m.draw.pick([
              (text) => text.replace('startxref\n', 'startxref\n\0'),
              (text) => text.replace('startxref\n', 'startxref %\n'),
              (text) => text.replace(' \ntrailer', 'trailer'),
              (text) => text.replace(/n \n(\d+ 1\n)/, 'n$1'),
              (text) => text.replace('xref\n', 'xref %\n'),
              (text) => text.replace(/ 00000 n/, ' 0 n'),
              (text) => text.replace(/\/Prev (\d+)/, '/Prev $1.0'),
              (text) => text.replace('trailer', '999999999 1\n0000000000 00000 f \ntrailer'),
            ]),
          },
    ),
  'unread: a table that others cannot read, over nothing else': (m) =>
    m.pdf.xref.isStream
      ? undefined
      : m.write(sign(m), { spoil: (text) => text.replace(/(\d{10}) 00000 n/, '$1\t0 n') }),
  'unread: numbers that no document of this size has': (m) =>
    m.write(sign(m), { trailer: { Size: `${integerOf(entryOf(m.pdf.xref.trailer, 'Size'))}` } }),
  'unread: a table with a stream beside it': (m) => {
    if (m.pdf.xref.isStream) return undefined
    const number = m.take()
    const section = `/Type/XRef/W[1 1 1]/Index[${number} 1]/Size ${number + 1}/Root ${at.catalog} 0 R`
    const beside = { number, body: streamOf(section, '\0\0\0') }
    return m.write([beside, ...sign(m)], { trailer: { XRefStm: `${m.pdf.bytes.length}` } })
  },
  'unread: as long as the first object says of a linearized file': (m) => {
    const { saidBytes } = m.base.traits
    if (saidBytes === undefined) return undefined
    const field = m.change(at.emptySignature, { Ff: '1' })
    const known = m.write([field], { between: '%\n' }).length
    return m.write([field], { between: `%${' '.repeat(saidBytes - known)}\n` })
  },
  'unread: a NUL between two parts': (m) => m.write(sign(m), { between: '\0' }),
}
