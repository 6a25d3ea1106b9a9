import type { Bytes } from '@madoguchi/kit'
import type { Appended } from './append-section.fixture.ts'
import { streamOf } from './append-section.fixture.ts'
import { at, looksOf, packetOf } from './base-files.fixture.ts'
import type { Maker } from './update-maker.fixture.ts'

/** Makes an update, or none where the document has not what it needs. */
export type Operation = (m: Maker) => Bytes | undefined

const contents = '00'.repeat(40)

/** A signature as far as the form knows of it. Who looks at it finds that it is nobody's. */
export function signatureValue(subFilter = 'ETSI.CAdES.detached', more = ''): string {
  const type = subFilter === 'ETSI.RFC3161' ? 'DocTimeStamp' : 'Sig'
  return `<</Type/${type}/Filter/Adobe.PPKLite/SubFilter/${subFilter}/ByteRange[0 1 2 3]/Contents<${contents}>${more}>>`
}

type NewSignature = {
  readonly name?: string
  readonly rect?: string
  readonly subFilter?: string
  readonly field?: string
  readonly value?: string
  readonly subtype?: string
  readonly looks?: string
  readonly extra?: (m: Maker) => readonly Appended[]
}

/** Another signature: its value, its field with the widget, and the new versions of form and page. */
export function sign(m: Maker, options: NewSignature = {}): readonly Appended[] {
  const { name = `Later${m.draw.below(1000)}`, rect = '0 0 0 0', field = '', subtype = 'Widget' } = options
  const [value, own] = [m.take(), m.take()]
  const looks = options.looks === undefined ? undefined : { number: m.take(), body: options.looks }
  const drawn = looks === undefined ? '' : `/AP<</N ${looks.number} 0 R>>`
  return [
    { number: value, body: options.value ?? signatureValue(options.subFilter) },
    {
      number: own,
      body: `<</Type/Annot/Subtype/${subtype}/FT/Sig/T(${name})/V ${value} 0 R/P ${at.page} 0 R/F 132/Rect[${rect}]${drawn}${field}>>`,
    },
    ...(looks === undefined ? [] : [looks]),
    ...m.hang(own),
    ...(options.extra?.(m) ?? []),
  ]
}

/** Where nothing else stands on the first page. */
export const freeRect = '210 70 290 110'

export function stampLooks(text = 'signed', more = ''): string {
  const dict = `/Type/XObject/Subtype/Form/BBox[0 0 80 40]/Resources<</Font<</Helv ${at.font} 0 R>>>>${more}`
  return streamOf(dict, `0 0 80 40 re S BT /Helv 10 Tf 4 15 Td (${text}) Tj ET`)
}

/** Fills in the text field, with a picture of what it says. */
export function fill(m: Maker, text: string): readonly Appended[] {
  const looks = m.take()
  const field = m.change(at.text, { V: `(${text})`, AP: `<</N ${looks} 0 R>>` })
  return [field, { number: looks, body: looksOf(text) }]
}

/** A signature whose widget stands apart from its field, as some programs write it: with a stamp or without. */
function splitField(m: Maker): Bytes {
  const [value, field, kid, list, looks] = [m.take(), m.take(), m.take(), m.take(), m.take()]
  const drawn = m.draw.pick(['[0 0 0 0]', `[${freeRect}]/AP<</N ${looks} 0 R>>`])
  const parent = m.draw.pick(['', `/Parent ${field} 0 R`])
  return m.write([
    { number: value, body: signatureValue() },
    { number: field, body: `<</FT/Sig/T(Split)/V ${value} 0 R/Kids ${list} 0 R>>` },
    { number: list, body: `[${kid} 0 R]` },
    { number: kid, body: `<</Type/Annot/Subtype/Widget/F 4/P ${at.page} 0 R/Rect${drawn}${parent}>>` },
    { number: looks, body: stampLooks() },
    ...m.hang(field, kid),
  ])
}

/** Signs the empty field whose widget stands apart. */
function signApart(m: Maker, stamp: boolean): Bytes {
  const [value, looks] = [m.take(), m.take()]
  const stamped = [
    { number: looks, body: stampLooks() },
    m.change(at.apartWidget, { AP: `<</N ${looks} 0 R>>`, F: '132' }),
  ]
  return m.write([
    { number: value, body: signatureValue() },
    m.change(at.apart, { V: `${value} 0 R` }),
    ...(stamp ? stamped : []),
  ])
}

function addStore(m: Maker): Bytes {
  const [store, certificate, list] = [m.take(), m.take(), m.take()]
  return m.write([
    { number: store, body: `<</Type/DSS/Certs ${list} 0 R/VRI<</${'AB'.repeat(20)}<</Cert[${certificate} 0 R]>>>>>>` },
    { number: list, body: `[${certificate} 0 R]` },
    { number: certificate, body: streamOf('', 'certificate') },
    m.change(at.catalog, { DSS: `${store} 0 R`, Extensions: '<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>' }),
  ])
}

/** What people and their programs do after a signature, and may. */
export const honestUpdates: Readonly<Record<string, Operation>> = {
  'honest: nothing': (m) => m.write([]),
  'honest: line ends': (m) => m.write([], { isBare: true, behind: '\n\r\n' }),
  'honest: signature': (m) => m.write(sign(m)),
  'honest: signature with a comment before its section': (m) => m.write(sign(m), { between: '%program 1.0\n' }),
  'honest: stamp': (m) => m.write(sign(m, { rect: freeRect, looks: stampLooks() })),
  'honest: split field': splitField,
  'honest: time stamp': (m) => m.write(sign(m, { subFilter: 'ETSI.RFC3161' })),
  'honest: validation data': addStore,
  'honest: empty field signed': (m) => {
    const value = m.take()
    return m.write([{ number: value, body: signatureValue() }, m.change(at.emptySignature, { V: `${value} 0 R` })])
  },
  'honest: empty field signed with a stamp': (m) => {
    const [value, looks] = [m.take(), m.take()]
    return m.write([
      { number: value, body: signatureValue() },
      { number: looks, body: stampLooks() },
      m.change(at.seenSignature, { V: `${value} 0 R`, AP: `<</N ${looks} 0 R>>`, F: '132' }),
    ])
  },
  'honest: empty field signed whose widget stands apart': (m) => signApart(m, m.draw.pick([true, false])),
  'honest: value renewed where it stands': (m) => {
    const looks = m.take()
    const value = { number: at.heldValue, body: '(77)' }
    const own = { number: looks, body: looksOf('77') }
    return m.draw.pick([
      () => m.write([value]),
      () => m.write([value, m.repeat(at.held)]),
      () => m.write([value, { number: at.heldLooks, body: looksOf('77') }]),
      () => m.write([value, own, m.change(at.held, { AP: `<</N ${looks} 0 R>>` })]),
      () => m.write([own, m.change(at.held, { V: '(77)', AP: `<</N ${looks} 0 R>>` })]),
    ])()
  },
  'honest: text filled in': (m) => m.write(fill(m, `${m.draw.below(9999)}`)),
  'honest: text filled in, its rectangle written with points': (m) =>
    m.write([
      m.change(at.text, { V: '(77)', Rect: '[20.0 90 120 110.0]' }),
      { number: at.textLooks, body: looksOf('77') },
    ]),
  'honest: text filled in, drawn where it stood': (m) =>
    m.write([m.change(at.text, { V: '(77)' }), { number: at.textLooks, body: looksOf('77') }]),
  'honest: box ticked': (m) => m.write([m.change(at.box, { V: '/On', AS: '/On' })]),
  'honest: choice made': (m) => m.write([m.change(at.choice, { V: '(b)' })]),
  'honest: field of a group filled in': (m) => {
    const looks = m.take()
    return m.write([
      m.change(at.group, { V: '(more)' }),
      m.change(at.kid, { AP: `<</N ${looks} 0 R>>` }),
      { number: looks, body: looksOf('more') },
    ])
  },
  'honest: dates': (m) => {
    const info = m.change(at.info, { ModDate: '(D:20261130000000Z)', Producer: '(other)' })
    const packet = streamOf('/Type/Metadata/Subtype/XML', packetOf('Form', '2026-11-30'))
    return m.write([...(m.base.traits.hasNoInfo === true ? [] : [info]), { number: at.metadata, body: packet }])
  },
  'honest: defaults of a form whose fields have pictures': (m) =>
    m.base.traits.hasPictures === true && m.base.traits.hasStrayWidget !== true && !m.base.traits.hasEmptyPicture
      ? m.write([
          m.change(at.form, { DA: '(/Helv 30 Tf 1 0 0 rg)', DR: `<</Font<</Helv ${at.font} 0 R>>>>` }),
          ...fill(m, '8'),
        ])
      : undefined,
  'honest: a field made read-only': (m) => m.write([m.change(at.text, { Ff: '1' })]),
  'honest: a newer version of PDF': (m) => m.write([m.change(at.catalog, { Version: '/2.0' })]),
  'honest: objects repeated as they are': (m) =>
    m.base.traits.isTwice === true ? undefined : m.write([m.repeat(at.page), m.repeat(at.content), m.repeat(at.text)]),
  'honest: an object that nothing needs': (m) => m.write([{ number: m.take(), body: streamOf('', 'left over') }]),
  'honest: numbers freed that nobody had': (m) => m.write([{ number: m.take(), isFree: true }]),
}
