import { alikeUpdates } from './alike-updates.fixture.ts'
import type { Appended } from './append-section.fixture.ts'
import { streamOf } from './append-section.fixture.ts'
import { at, looksOf, packetOf } from './base-files.fixture.ts'
import type { Operation } from './honest-updates.fixture.ts'
import { freeRect, sign, signatureValue, stampLooks } from './honest-updates.fixture.ts'
import { returningUpdates } from './returning-updates.fixture.ts'
import { sharedUpdates } from './shared-updates.fixture.ts'
import { unnamedUpdates } from './unnamed-updates.fixture.ts'
import { otherText, unreadUpdates } from './unread-updates.fixture.ts'
import type { Maker } from './update-maker.fixture.ts'

const script = '<</S/JavaScript/JS(app.alert\\(1\\))>>'
const uri = '<</S/URI/URI(http://localhost/other)>>'

/** Puts an annotation on the first page, as whoever comments does. */
function annotate(m: Maker, body: string): readonly Appended[] {
  const number = m.take()
  return [{ number, body }, ...m.hang(number).filter((one) => one.number === at.page || one.number === at.annotations)]
}

function offsetOf(m: Maker, number: number): number | undefined {
  const entry = m.pdf.xref.get(number)
  return entry?.kind === 'offset' ? entry.offset : undefined
}

/** Objects that are changed where they stand. */
const changed: Readonly<Record<string, Operation>> = {
  'changed: content': (m) =>
    m.write([{ number: m.draw.pick([at.content, at.secondContent]), body: streamOf('', otherText) }]),
  'changed: content beside a signature': (m) =>
    m.write([...sign(m), { number: at.content, body: streamOf('', otherText) }]),
  'changed: picture': (m) =>
    m.write([
      { number: at.logo, body: streamOf('/Type/XObject/Subtype/Form/BBox[0 0 30 30]', '1 0 0 rg 0 0 30 30 re f') },
    ]),
  'changed: font': (m) => m.write([m.change(at.font, { BaseFont: '/Courier' })]),
  'changed: page': (m) =>
    m.write([
      m.change(
        m.draw.pick([at.page, at.secondPage]),
        m.draw.pick([{ Rotate: '90' }, { MediaBox: '[0 0 200 100]' }, { UserUnit: '2' }]),
      ),
    ]),
  'changed: resources of a page': (m) => m.write([m.change(at.page, { Resources: '<<>>' })]),
  'changed: page tree': (m) =>
    m.write([
      m.change(at.pages, m.draw.pick([{ Count: '1', Kids: `[${at.secondPage} 0 R]` }, { MediaBox: '[0 0 90 90]' }])),
    ]),
  'changed: catalog': (m) =>
    m.write([
      m.change(at.catalog, m.draw.pick([{ PageMode: '/FullScreen' }, { Pages: `${at.names} 0 R` }, { Lang: '(xx)' }])),
    ]),
  'changed: link': (m) =>
    m.write([m.change(at.link, m.draw.pick([{ A: uri }, { Rect: '[0 0 300 200]' }, { A: script }]))]),
  'changed: field': (m) =>
    m.write([
      m.change(
        m.draw.pick([at.text, at.choice]),
        m.draw.pick([{ Rect: '[20 90 250 190]' }, { DA: '(/Helv 40 Tf 1 g)' }, { MaxLen: '2' }, { F: '2' }]),
      ),
    ]),
  'changed: what is chosen in a list, but not its value': (m) => m.write([m.change(at.choice, { I: '[1]' })]),
  'changed: script of a field': (m) =>
    m.write([
      m.change(m.draw.pick([at.text, at.box, at.choice]), m.draw.pick([{ AA: `<</F ${script}>>` }, { A: script }])),
    ]),
  'changed: looks of a field': (m) => {
    const looks = m.take()
    return m.write([m.change(at.text, { AP: `<</N ${looks} 0 R>>` }), { number: looks, body: looksOf('9000000') }])
  },
  'changed: looks of a field where they stand': (m) => m.write([{ number: at.textLooks, body: looksOf('9000000') }]),
  'changed: looks of a box': (m) =>
    m.write([m.change(at.box, { V: '/On', AS: '/On' }), { number: at.boxOn, body: looksOf('no') }]),
  'changed: looks of a field whose value stands by itself': (m) =>
    m.write([{ number: at.heldLooks, body: looksOf('9000000') }]),
  'changed: a value that stands by itself, as something else': (m) =>
    m.write([
      { number: at.heldValue, body: m.draw.pick(['/Name', '<</S/JavaScript/JS(1)>>', streamOf('', '9'), '[(9)]']) },
    ]),
  'changed: looks of a signature that stands apart and is none': (m) => {
    const looks = m.take()
    return m.write([
      m.change(at.apartWidget, { AP: `<</N ${looks} 0 R>>` }),
      { number: looks, body: stampLooks('9,000,000 yen') },
    ])
  },
  'changed: a mere widget signed': (m) => {
    const value = m.take()
    return m.write([{ number: value, body: signatureValue() }, m.change(at.apartWidget, { V: `${value} 0 R` })])
  },
  'changed: a mere widget filled in': (m) => m.write([m.change(at.kid, { V: '(9000000)' })]),
  'changed: state of a box': (m) => m.write([m.change(at.box, { AS: '/On' })]),
  'changed: looks filled in with what was there': (m) =>
    m.write([m.change(at.text, { V: '(5)', AP: `<</N ${at.logo} 0 R>>` })]),
  'changed: looks when the pointer comes': (m) =>
    m.write([m.change(at.text, { V: '(5)', AP: `<</N ${at.textLooks} 0 R/R ${at.logo} 0 R>>` })]),
  'changed: form': (m) => {
    const form = m.base.traits.hasOwnForm === true ? at.form : undefined
    const changes = m.draw.pick([{ NeedAppearances: 'true' }, { Q: '2' }, { XFA: '(x)' }])
    return form === undefined ? undefined : m.write([m.change(form, changes)])
  },
  'changed: defaults of the form': (m) => {
    const { hasOwnForm, hasNoDefaults, hasPictures, hasStrayWidget, hasEmptyPicture } = m.base.traits
    const isDrawn = hasPictures === true && hasStrayWidget !== true && hasEmptyPicture !== true
    if (hasOwnForm !== true || isDrawn) return undefined
    const looks = '(/Helv 30 Tf 1 0 0 rg)'
    const resources = `<</Font<</Helv ${at.font} 0 R>>>>`
    const fresh = m.draw.pick([{ DA: looks }, { DR: resources }, { DA: looks, DR: resources }])
    return m.write([m.change(at.form, hasNoDefaults === true ? fresh : { DA: looks })])
  },
  'changed: what a field has from above': (m) =>
    m.write([
      m.change(
        at.group,
        m.draw.pick([{ Q: '2' }, { DA: '(/Helv 30 Tf 1 0 0 rg)' }, { MK: '<</BG[0 0 0]>>' }, { MaxLen: '1' }]),
      ),
    ]),
  'changed: resources of the form': (m) =>
    m.base.traits.hasOwnForm === true && m.base.traits.hasPictures !== true
      ? m.write([m.change(at.form, { DR: `<</Font<</Helv ${at.logo} 0 R>>>>` })])
      : undefined,
  'changed: a comment dressed as a field': (m) => {
    const looks = m.take()
    const note = m.change(at.note, { V: '(9000000)', AP: `<</N ${looks} 0 R>>` })
    return m.write([note, { number: looks, body: looksOf('9000000') }])
  },
  'changed: a field filled in with another page': (m) => {
    const looks = m.take()
    return m.base.traits.hasWideField === true
      ? m.write([
          m.change(at.wide, { V: '(ok)', AP: `<</N ${looks} 0 R>>` }),
          { number: looks, body: stampLooks('9,000,000 yen') },
        ])
      : undefined
  },
  'changed: list of fields': (m) =>
    m.base.traits.hasOwnFields === true ? m.write([{ number: at.fields, body: `[${at.text} 0 R]` }]) : undefined,
  'changed: list of annotations': (m) =>
    m.base.traits.hasOwnAnnotations === true
      ? m.write([{ number: at.annotations, body: `[${at.link} 0 R]` }])
      : undefined,
  'changed: title': (m) => (m.base.traits.hasNoInfo ? undefined : m.write([m.change(at.info, { Title: '(Other)' })])),
  'changed: title in the packet': (m) =>
    m.write([{ number: at.metadata, body: streamOf('/Type/Metadata/Subtype/XML', packetOf('Other', '2026-11-30')) }]),
  'changed: identifier': (m) =>
    m.write([], { trailer: m.draw.pick([{ ID: '[<ff><ff>]' }, { Size: '3' }, { Extra: '1' }]) }),
  'changed: catalog is another': (m) => {
    const number = m.take()
    return m.write([{ number, body: m.repeat(at.catalog).body }], { trailer: { Root: `${number} 0 R` } })
  },
  'changed: signed field': (m) => {
    const value = m.take()
    const field = [...m.pdf.xref.sections]
      .flatMap(({ entries }) => [...entries.keys()])
      .find((n) => isSignedField(m, n))
    return field === undefined
      ? undefined
      : m.write([{ number: value, body: signatureValue() }, m.change(field, { V: `${value} 0 R` })])
  },
}

function isSignedField(m: Maker, number: number): boolean {
  const value = m.pdf.find(number)?.value
  return value?.kind === 'dict' && value.entries.has('V') && value.entries.has('TU')
}

/** Signatures with stamps on the second page, of which less is seen than there is. */
function stampSecondPage(m: Maker, rects: readonly string[]): readonly Appended[] {
  const fields = rects.map((rect) => ({ rect, value: m.take(), field: m.take(), looks: m.take() }))
  const own = fields.flatMap(({ rect, value, field, looks }) => [
    { number: value, body: signatureValue() },
    {
      number: field,
      body: `<</Type/Annot/Subtype/Widget/FT/Sig/T(Stamp${field})/V ${value} 0 R/P ${at.secondPage} 0 R/F 132/Rect[${rect}]/AP<</N ${looks} 0 R>>>>`,
    },
    { number: looks, body: stampLooks() },
  ])
  const hung = m.hangAll(fields.map(({ field }) => field))
  const there = m.base.traits.hasWideField === true ? `${at.wide} 0 R ` : ''
  const all = fields.map(({ field }) => `${field} 0 R`).join(' ')
  return [...own, ...hung, m.change(at.secondPage, { Annots: `[${there}${all}]` })]
}

/** Objects that were not there. */
const added: Readonly<Record<string, Operation>> = {
  'added: comment': (m) =>
    m.write(
      annotate(
        m,
        `<</Type/Annot/Subtype/FreeText/F 4/Rect[20 145 280 172]/Contents(9,000,000)/DA(/Helv 18 Tf 0 g)/C[1 1 1]>>`,
      ),
    ),
  'added: link': (m) => m.write(annotate(m, `<</Type/Annot/Subtype/Link/Rect[0 0 300 200]/A${uri}>>`)),
  'added: page': (m) => {
    const [page, content] = [m.take(), m.take()]
    const kids = { Kids: `[${at.page} 0 R ${at.secondPage} 0 R ${page} 0 R]`, Count: '3' }
    return m.write([
      {
        number: page,
        body: `<</Type/Page/Parent ${at.pages} 0 R/Contents ${content} 0 R/Resources<</Font<</F1 ${at.font} 0 R>>>>>>`,
      },
      { number: content, body: streamOf('', otherText) },
      m.change(at.pages, kids),
    ])
  },
  'added: content before the content': (m) => {
    const content = m.take()
    const both = `[${at.content} 0 R ${content} 0 R]`
    return m.write([{ number: content, body: streamOf('', otherText) }, m.change(at.page, { Contents: both })])
  },
  'added: script': (m) =>
    m.write([m.change(at.catalog, m.draw.pick([{ OpenAction: script }, { AA: `<</WC ${script}>>` }]))]),
  'added: script in the names': (m) => m.write([m.change(at.names, { JavaScript: `<</Names[(a)${script}]>>` })]),
  'added: script of a page': (m) => m.write([m.change(at.page, { AA: `<</O ${script}>>` })]),
  'added: what a number stands for': (m) =>
    m.base.traits.isDangling === true
      ? m.write([{ number: m.base.danglingNumber, body: streamOf('', otherText) }])
      : undefined,
  'added: comment called a signature': (m) =>
    m.write(sign(m, { rect: '20 145 280 172', subtype: 'FreeText', field: '/Contents(9)/DA(/Helv 18 Tf 0 g)' })),
  'added: signature field with a script': (m) =>
    m.write(sign(m, { field: m.draw.pick([`/AA<</E ${script}>>`, `/A ${uri}`]) })),
  'added: signature field with a border': (m) =>
    m.write(sign(m, { rect: freeRect, field: m.draw.pick(['/MK<</BG[1 0 0]>>', '/BS<</W 9>>', '/Border[0 0 9]']) })),
  'added: signature field without a signature': (m) => m.write(sign(m, { value: '<</Type/Sig>>' })),
  'added: signature field whose value is a field that was there': (m) => {
    const field = m.take()
    const value = m.draw.pick([at.text, at.choice, at.link])
    const body = `<</Type/Annot/Subtype/Widget/FT/Sig/T(S2)/V ${value} 0 R/P ${at.page} 0 R/F 2/Rect[0 0 0 0]>>`
    const changes = value === at.link ? [] : m.draw.pick([[], [m.change(value, { V: '(9000000)' })]])
    return m.write([{ number: field, body }, ...changes, ...m.hang(field)])
  },
  'added: signature that acts': (m) =>
    m.write(sign(m, { value: signatureValue('ETSI.CAdES.detached', `/AA<</E ${script}>>`) })),
  'added: text field': (m) => {
    const field = m.take()
    const body = `<</Type/Annot/Subtype/Widget/FT/Tx/T(new)/V(9)/P ${at.page} 0 R/F 4/Rect[20 145 280 172]/DA(/Helv 18 Tf 0 g)>>`
    return m.write([{ number: field, body }, ...m.hang(field)])
  },
  'added: signature field called as another': (m) =>
    m.write(sign(m, { name: m.draw.pick(['amount', 'Sign2', 'person', 'person.S1']) })),
  'added: signature whose widget is a field of another': (m) => {
    const [value, field, kid] = [m.take(), m.take(), m.take()]
    const other = m.draw.pick([`/Parent ${at.text} 0 R`, `/Parent ${field} 0 R/T(x)`, '/T(x)', '/Kids[]'])
    return m.write([
      { number: value, body: signatureValue() },
      { number: field, body: `<</FT/Sig/T(Split)/V ${value} 0 R/Kids[${kid} 0 R]>>` },
      { number: kid, body: `<</Type/Annot/Subtype/Widget/F 4/P ${at.page} 0 R/Rect[0 0 0 0]${other}>>` },
      ...m.hang(field, kid),
    ])
  },
  'added: two signature fields of one name': (m) => {
    const one = sign(m, { name: 'Twice' })
    const [value, field] = [m.take(), m.take()]
    const second = `<</FT/Sig/T(Twice)/V ${value} 0 R>>`
    const lists = m.base.traits.hasOwnFields === true ? one.find(({ number }) => number === at.fields) : undefined
    if (lists === undefined || !('body' in lists)) return undefined
    const longer = `${Buffer.from(lists.body).toString('latin1').slice(0, -1)} ${field} 0 R]`
    return m.write([
      ...one.filter((each) => each !== lists),
      { number: value, body: signatureValue() },
      { number: field, body: second },
      { number: at.fields, body: longer },
    ])
  },
  'added: stamp that was there, unseen': (m) =>
    m.write(sign(m, { rect: freeRect, field: `/AP<</N ${m.draw.pick([at.boxOn, at.logo])} 0 R>>` })),
  'added: stamp that is no picture': (m) => m.write(sign(m, { rect: freeRect, looks: streamOf('', '0 0 9 9 re f') })),
  'added: stamp with a layer': (m) =>
    m.write(
      sign(m, {
        rect: freeRect,
        looks: stampLooks('x', m.draw.pick(['/OC<</Type/OCG/Name(a)>>', '/Ref<</F(x)/Page 0>>'])),
      }),
    ),
  'added: stamp over a field': (m) => m.write(sign(m, { rect: '15 85 130 115', looks: stampLooks() })),
  'added: stamp over the page': (m) => m.write(sign(m, { rect: '0 0 300 200', looks: stampLooks() })),
  'added: stamp over what is seen of a page': (m) => m.write(stampSecondPage(m, ['0 0 90 45'])),
  'added: stamps that cover a page together': (m) => m.write(stampSecondPage(m, ['0 0 48 50', '52 0 100 50'])),
  'added: signature on another page than it says': (m) =>
    m.write(
      sign(m, {
        rect: freeRect,
        looks: stampLooks(),
        field: '',
        extra: (maker) => [maker.change(at.secondPage, { Annots: `[${at.link} 0 R]` })],
      }),
    ),
  'added: value of another kind': (m) => m.write([m.change(at.text, { V: '/Name' })]),
}

/** The same number, another generation. */
const bumped: Readonly<Record<string, Operation>> = Object.fromEntries(
  (['content', 'page', 'font', 'logo', 'link', 'text', 'textLooks', 'info', 'catalog'] as const).flatMap((name) => [
    [
      `bumped: ${name} where it stands`,
      (m: Maker) => {
        const offset = offsetOf(m, at[name])
        return offset === undefined ? undefined : m.write([{ number: at[name], generation: 1, offset }])
      },
    ],
    [
      `bumped: ${name} written again`,
      (m: Maker) => m.write([{ number: at[name], generation: 1, body: m.repeat(at[name]).body }]),
    ],
  ]),
)

/** What was there and is not seen, or what is seen at times. */
const hidden: Readonly<Record<string, Operation>> = {
  ...Object.fromEntries(
    (['content', 'secondPage', 'logo', 'link', 'text', 'textLooks', 'choice', 'metadata'] as const).map((name) => [
      `hidden: ${name} freed`,
      (m: Maker) => m.write([{ number: at[name], generation: 1, isFree: true }]),
    ]),
  ),
  ...Object.fromEntries(
    (['content', 'logo', 'link', 'text', 'box', 'secondPage'] as const).map((name) => [
      `hidden: ${name} made nothing`,
      (m: Maker) => m.write([{ number: at[name], body: 'null' }]),
    ]),
  ),
  'hidden: stamp on paper only': (m) =>
    m.write(sign(m, { rect: freeRect, looks: stampLooks(), field: '' }).map((one) => putFlags(one, 36))),
  'hidden: stamp for later': (m) =>
    m.write(sign(m, { rect: freeRect, looks: stampLooks() }).map((one) => putFlags(one, m.draw.pick([2, 6, 134])))),
  'hidden: annotation': (m) => m.write([m.change(at.link, { F: '2' })]),
  'hidden: contents as they were before': (m) => {
    const old = m.pdf.xref.sections.at(-1)?.entries.get(at.content)
    const isOther = m.base.traits.isRenewed === true && old?.kind === 'offset'
    return isOther ? m.write([{ number: at.content, offset: old.offset }]) : undefined
  },
  'hidden: one object under the number of another': (m) => {
    const offset = offsetOf(m, at.secondContent)
    return offset === undefined ? undefined : m.write([{ number: at.content, offset }])
  },
  'hidden: a field above itself': (m) => m.write([m.change(at.text, { Parent: `${at.text} 0 R` })]),
  'hidden: key twice': (m) => m.write([{ number: at.content, body: streamOf('/A 1/A 2', otherText) }]),
}

function putFlags(one: Appended, flags: number): Appended {
  if (!('body' in one) || typeof one.body !== 'string') return one
  return { ...one, body: one.body.replace('/F 132', `/F ${flags}`) }
}

/** What somebody does who wants another document to be seen, and what nobody may. */
export const hostileUpdates: Readonly<Record<string, Operation>> = {
  ...changed,
  ...added,
  ...bumped,
  ...hidden,
  ...unnamedUpdates,
  ...unreadUpdates,
  ...returningUpdates,
  ...sharedUpdates,
  ...alikeUpdates,
}
