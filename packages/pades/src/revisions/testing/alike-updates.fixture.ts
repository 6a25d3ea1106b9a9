import { openPdf } from '../../pdf/open-pdf.ts'
import type { Appended } from './append-section.fixture.ts'
import { appendSection, streamOf } from './append-section.fixture.ts'
import { at, packetOf } from './base-files.fixture.ts'
import type { Operation } from './honest-updates.fixture.ts'
import { sign } from './honest-updates.fixture.ts'
import type { Maker } from './update-maker.fixture.ts'

/** An object with some of its text written otherwise. */
function rewrite(m: Maker, number: number, from: RegExp, to: string): Appended {
  const body = Buffer.from(m.repeat(number).body).toString('latin1').replace(from, to)
  return { number, body }
}

/** The annotations of the first page, with another item in the place of the link. */
function relist(m: Maker, item: string): Appended {
  const holder = m.base.traits.hasOwnAnnotations === true ? at.annotations : at.page
  return rewrite(m, holder, new RegExp(`(?<!\\d)${at.link} 0 R`), item)
}

function textOf(m: Maker, number: number): string {
  return Buffer.from(m.repeat(number).body).toString('latin1')
}

/** Two objects as they are, in an object stream. */
function repack(m: Maker, spoil: (dict: string) => string, isTurned = false): readonly Appended[] {
  const stream = m.take()
  const [one, other] = [textOf(m, at.font), textOf(m, at.names)]
  const [first, second] = isTurned ? [other.length + 1, 0] : [0, one.length + 1]
  const head = `${at.font} ${first} ${at.names} ${second} `
  const data = `${head}${isTurned ? `${other} ${one}` : `${one} ${other}`}`
  return [
    { number: stream, body: spoil(streamOf(`/Type/ObjStm/N 2/First ${head.length}`, data)) },
    { number: at.font, stream, index: 0 },
    { number: at.names, stream, index: 1 },
  ]
}

/** What says the same to one program and something else to another. */
export const alikeUpdates: Readonly<Record<string, Operation>> = {
  'alike: the one that counts of two that are called the same': (m) =>
    m.base.traits.isTwice === true ? m.write([m.repeat(at.content)]) : undefined,
  'alike: a whole number as one with a point': (m) =>
    m.write([
      m.draw.pick([
        m.change(at.choice, { Ff: '131072.0' }),
        m.change(at.pages, { Count: '2.' }),
        rewrite(m, at.content, /\/Length (\d+)/, '/Length $1.0'),
      ]),
    ]),
  'alike: an object written out where it was called': (m) =>
    m.write([
      m.draw.pick([
        m.change(at.pages, { Kids: `[${textOf(m, at.page)} ${at.secondPage} 0 R]` }),
        m.change(at.catalog, { Pages: textOf(m, at.pages) }),
        relist(m, textOf(m, at.link)),
      ]),
    ]),
  'alike: an object under another number': (m) => {
    const number = m.take()
    return m.write([{ number, body: m.repeat(at.link).body }, relist(m, `${number} 0 R`)])
  },
  'alike: pictures in an object of their own': (m) => {
    const number = m.take()
    const states = `<</On ${at.boxOn} 0 R/Off ${at.boxOff} 0 R>>`
    return m.write([{ number, body: states }, m.change(at.box, { AP: `<</N ${number} 0 R>>` })])
  },
  'alike: a key that is there and says nothing': (m) =>
    m.write([m.change(m.draw.pick([at.secondPage, at.choice, at.pages, at.logo]), { OC: 'null' })]),
  'alike: flags in the place of those from above': (m) => m.write([m.change(at.kid, { Ff: '1' })]),
  'alike: the end of a line in a text': (m) => m.write([m.change(at.box, { TU: '(a\rb)' })]),
  'alike: an object stream that others cannot read': (m) =>
    m.pdf.xref.isStream
      ? m.write(
          m.draw.pick([
            () => repack(m, (dict) => dict, true),
            () => repack(m, (dict) => dict.replace('/N 2', '/N 2.0')),
            () => repack(m, (dict) => dict.replace(/\/First (\d+)/, '/First $1.0')),
          ])(),
        )
      : undefined,
  'alike: a section that others cannot read': (m) =>
    m.pdf.xref.isStream
      ? m.write(sign(m), {
          spoil: m.draw.pick([
            (text) => text.replace('[1 4 2]', '[1.0 4 2]'),
            (text) => text.replace('/Index [', '/Index [0 0 '),
            (text) => text.replace(/\/Size (\d+)/, '/Size $1.0'),
          ]),
        })
      : undefined,
  'alike: a section of the other kind': (m) => m.write(sign(m), { isOther: true }),
  'alike: an object of the number nought': (m) => m.write([{ number: 0, body: '(x)' }]),
  'alike: a stream beside a table that some look for': (m) =>
    m.write(sign(m), { trailer: { XRefStm: m.draw.pick(['9.0', '/Name']) } }),
  'alike: a date that is none': (m) => m.write([m.change(at.box, { M: '<</S/JavaScript>>' })]),
  'alike: another catalog between': (m) => {
    const number = m.take()
    const between = m.write([{ number, body: `<</Pages ${at.pages} 0 R>>` }], { trailer: { Root: `${number} 0 R` } })
    return appendSection(openPdf(between), [], { trailer: { Root: `${at.catalog} 0 R` } })
  },
  'alike: a cross-reference that nothing goes by': (m) =>
    m.write([{ number: m.take(), body: `<</Type/XRef/Root ${at.pages} 0 R>>` }]),
  'alike: a title that looks like a date': (m) => {
    const title = m.draw.pick(['xmlns:a="Other "Form', 'pdf:Producer="<dc:title>Other</dc:title>"Form'])
    return m.write([
      { number: at.metadata, body: streamOf('/Type/Metadata/Subtype/XML', packetOf(title, '2026-11-01')) },
    ])
  },
}
