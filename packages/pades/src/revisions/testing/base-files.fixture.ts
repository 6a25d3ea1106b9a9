import type { Bytes } from '@madoguchi/kit'
import { openPdf } from '../../pdf/open-pdf.ts'
import { writePdf } from '../../pdf.fixture.ts'
import type { Signer } from '../../signer.fixture.ts'
import { signPdf } from '../../signer.fixture.ts'
import { appendSection, streamOf } from './append-section.fixture.ts'
import { writeLinearized } from './write-linearized.fixture.ts'
import { danglingNumber, writeHybrid, writePacked } from './write-packed.fixture.ts'

/** How the documents differ that somebody signs and somebody else goes on with. */
type BaseTraits = {
  /** Objects in an object stream, and a cross-reference stream. */
  readonly isPacked?: boolean
  /** Both of them compressed. */
  readonly isDeflated?: boolean
  /** A table, and a stream beside it for what is packed. */
  readonly isHybrid?: boolean
  /** Written to be shown while it still comes: the first page and what it needs before all else. */
  readonly isLinearized?: boolean
  readonly hasOwnAnnotations?: boolean
  readonly hasOwnFields?: boolean
  readonly hasOwnForm?: boolean
  /** A form that says nothing of how its fields are drawn. */
  readonly hasNoDefaults?: boolean
  /** An empty field as large as what is seen of the second page. */
  readonly hasWideField?: boolean
  /** A picture for each field, not only for those that need one. */
  readonly hasPictures?: boolean
  /** But one has no picture for any state. */
  readonly hasEmptyPicture?: boolean
  /** A widget beside the form, without a picture for its state, on a page that has kids as if it were none. */
  readonly hasStrayWidget?: boolean
  /** A first object that says of a longer file that it is linearized. */
  readonly saidBytes?: number
  /** A widget that stands apart from its field and does not say whose it is. */
  readonly hasOrphanWidget?: boolean
  /** A value in an object of its own that says nothing yet. */
  readonly hasEmptyValue?: boolean
  /** A button that hides the text field. */
  readonly hasHidingButton?: boolean
  /** What the author allows, and what an earlier signature locks. */
  readonly certified?: 1 | 2 | 3
  readonly locked?: 'All' | 'Include'
  /** A page that draws with the picture of the text field, and with all that may be renewed under other names. */
  readonly isShared?: boolean
  /** Contents that name an object which is not there. */
  readonly isDangling?: boolean
  /** The same object, called as only some programs read it. */
  readonly oddReference?: string
  /** And a cross-reference that looks for it in an object stream which is not there either. */
  readonly isPackMissing?: boolean
  /** The page's contents were others before, and were renewed before the signature. */
  readonly isRenewed?: boolean
  /** Contents that stand there twice, and the second time no cross-reference names them. */
  readonly isTwice?: boolean
  readonly hasNoInfo?: boolean
  /** Signed by somebody else before. */
  readonly isSignedBefore?: boolean
}

export type BaseFile = { readonly traits: BaseTraits; readonly signed: Bytes; readonly danglingNumber: number }

const traits: readonly BaseTraits[] = [
  { hasEmptyValue: true, isLinearized: true },
  { isPacked: true, hasHidingButton: true },
  { hasOwnAnnotations: true, hasOrphanWidget: true, hasHidingButton: true },
  { hasOwnFields: true, isDangling: true, isHybrid: true },
  { hasOwnForm: true, oddReference: '90.0 0 R' },
  {
    ...{ hasOwnForm: true, hasOwnFields: true, hasOwnAnnotations: true, hasNoDefaults: true, isLinearized: true },
    ...{ hasPictures: true, hasEmptyPicture: true },
  },
  { certified: 1 },
  { certified: 2, isDangling: true },
  { certified: 3, isPacked: true, isDeflated: true },
  { locked: 'All', isDangling: true },
  { locked: 'Include', hasOwnForm: true, oddReference: '0000000000000000090 0 R' },
  { isShared: true, hasHidingButton: true },
  { isShared: true, isPacked: true, isDeflated: true, hasOwnAnnotations: true, hasOwnForm: true },
  { isDangling: true, saidBytes: 70_000, isTwice: true },
  { isDangling: true, isPacked: true, isPackMissing: true },
  { isRenewed: true, hasWideField: true, isLinearized: true },
  { isRenewed: true, hasOwnAnnotations: true, hasNoInfo: true, oddReference: '90 0R' },
  { hasNoInfo: true, isPacked: true, hasOwnForm: true, hasNoDefaults: true, hasPictures: true },
  { isSignedBefore: true, isDangling: true },
  {
    ...{ isSignedBefore: true, isPacked: true, hasOwnForm: true, hasOwnFields: true, hasNoDefaults: true },
    ...{ hasPictures: true, hasStrayWidget: true },
  },
]

/** The numbers of the objects in every base file. */
export const at = {
  catalog: 1,
  pages: 2,
  page: 3,
  content: 4,
  font: 5,
  secondPage: 6,
  secondContent: 7,
  logo: 8,
  link: 9,
  text: 10,
  textLooks: 11,
  box: 12,
  boxOn: 13,
  boxOff: 14,
  choice: 15,
  emptySignature: 16,
  seenSignature: 17,
  group: 18,
  kid: 19,
  info: 20,
  metadata: 21,
  form: 22,
  fields: 23,
  annotations: 24,
  names: 25,
  certifying: 26,
  lockingField: 27,
  choiceLooks: 28,
  note: 29,
  person: 30,
  personSignature: 31,
  wide: 32,
  certificates: 33,
  called: 34,
  stray: 35,
  apart: 36,
  apartWidget: 37,
  held: 38,
  heldValue: 39,
  heldLooks: 40,
  button: 41,
  hiding: 42,
} as const

export function makeBaseFiles(signer: Signer, other: Signer): readonly BaseFile[] {
  return traits.map((one) => {
    const plain = writeBase(one)
    const isBare = one.isTwice === true
    const renewed = one.isRenewed || isBare ? appendSection(openPdf(plain), [renewContent()], { isBare }) : plain
    const before = one.isSignedBefore === true ? signPdf(renewed, other) : renewed
    return { traits: one, signed: signPdf(before, signer), danglingNumber }
  })
}

function renewContent() {
  return { number: at.content, body: streamOf('', pageText('Amount: 1,000 yen')) }
}

function pageText(text: string): string {
  return `BT /F1 18 Tf 20 150 Td (${text}) Tj ET q 1 0 0 1 20 20 cm /Logo Do Q`
}

function writeBase(one: BaseTraits): Bytes {
  const annotations = `[${at.link} 0 R ${at.text} 0 R ${at.box} 0 R ${at.choice} 0 R ${at.emptySignature} 0 R ${at.seenSignature} 0 R ${at.kid} 0 R ${at.note} 0 R ${at.personSignature} 0 R ${at.apartWidget} 0 R ${at.held} 0 R${one.hasHidingButton ? ` ${at.button} 0 R` : ''}${one.hasStrayWidget ? ` ${at.stray} 0 R` : ''}]`
  const fields = `[${[at.text, at.box, at.choice, at.emptySignature, at.seenSignature, at.group, at.person, at.apart, at.held, ...(one.hasHidingButton ? [at.button] : []), ...(one.hasWideField ? [at.wide] : []), ...(lockOf(one) === '' ? [] : [at.lockingField])].map((n) => `${n} 0 R`).join(' ')}]`
  const form = `<</Fields ${one.hasOwnFields ? `${at.fields} 0 R` : fields}${one.hasNoDefaults ? '' : `/DA(/Helv 12 Tf 0 g)/DR<</Font<</Helv ${at.font} 0 R>>>>`}>>`
  const drawn = one.hasPictures ? `/AP<</N ${at.choiceLooks} 0 R>>` : ''
  const perms = one.certified === undefined || one.certified === 1 ? '' : `/Perms<</DocMDP ${at.certifying} 0 R>>`
  const names = `/ColorSpace ${at.catalog} 0 R/ExtGState ${at.text} 0 R/Pattern ${at.page} 0 R/Shading ${at.info} 0 R`
  const lists = `/Properties<</Certs ${at.certificates} 0 R/Annots ${at.annotations} 0 R/Packet ${at.metadata} 0 R/Value ${at.heldValue} 0 R>>`
  const shared = one.isShared ? `${names}${lists}` : one.oddReference === undefined ? '' : `/Pattern ${at.called} 0 R`
  const said = one.saidBytes === undefined ? '' : `/Linearized 1/L ${one.saidBytes}`
  const store = one.isShared ? `/DSS<</Certs ${at.certificates} 0 R>>` : ''
  const resources = `/Resources<</Font<</F1 ${at.font} 0 R>>/XObject<</Logo ${at.logo} 0 R${one.isShared ? `/Field ${at.textLooks} 0 R` : ''}>>${shared}>>`
  const contents = one.isDangling ? `[${at.content} 0 R ${danglingNumber} 0 R]` : `${at.content} 0 R`
  const own = one.hasOwnAnnotations ? `${at.annotations} 0 R` : annotations
  const widget = `/Type/Annot/Subtype/Widget/F 4/P ${at.page} 0 R`
  const transform = `/Reference[<</TransformMethod/DocMDP/TransformParams<</P ${one.certified ?? 2}>>>>]`
  const objects: Record<number, string> = {
    [at.catalog]: `<</Type/Catalog/Pages 2 0 R/AcroForm ${one.hasOwnForm ? `${at.form} 0 R` : form}/Metadata ${at.metadata} 0 R/Names ${at.names} 0 R${perms}${store}${said}>>`,
    [at.pages]: `<</Type/Pages/Kids[${at.page} 0 R ${at.secondPage} 0 R]/Count 2/MediaBox[0 0 300 200]>>`,
    [at.page]: `<</Type/Page/Parent 2 0 R/Contents ${contents}${resources}/Annots ${own}${one.hasStrayWidget ? '/Kids[]' : ''}>>`,
    [at.content]: streamOf(
      '',
      `${pageText(one.isRenewed ? 'Amount: 9,000 yen' : 'Amount: 1,000 yen')}${one.isShared ? ' q 1 0 0 1 20 120 cm /Field Do Q' : ''}`,
    ),
    [at.font]: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    [at.secondPage]: `<</Type/Page/CropBox[0 0 100 50]${one.hasWideField ? `/Annots[${at.wide} 0 R]` : ''}/Parent 2 0 R/Contents ${at.secondContent} 0 R${resources}>>`,
    [at.secondContent]: streamOf('', pageText('Second page')),
    [at.logo]: streamOf('/Type/XObject/Subtype/Form/BBox[0 0 30 30]', '0 0 1 rg 0 0 20 20 re f'),
    [at.link]: `<</Type/Annot/Subtype/Link/Rect[20 5 60 15]/Border[0 0 1]/A<</S/URI/URI(http://localhost/)>>>>`,
    [at.text]: `<<${widget}/FT/Tx/T(amount)/V(1000)/Rect[20 90 120 110]/DA(/Helv 12 Tf 0 g)/AP<</N ${at.textLooks} 0 R>>>>`,
    [at.textLooks]: looksOf('1000'),
    [at.box]: `<<${widget}/FT/Btn/T(agreed)/TU(a\\rb)/V/Off/AS/Off/Rect[130 90 150 110]/AP<</N<</On ${at.boxOn} 0 R/Off ${at.boxOff} 0 R>>>>>>`,
    [at.boxOn]: streamOf('/Type/XObject/Subtype/Form/BBox[0 0 20 20]', '0 g 2 2 16 16 re f'),
    [at.boxOff]: streamOf('/Type/XObject/Subtype/Form/BBox[0 0 20 20]', '0 G 2 2 16 16 re S'),
    [at.choice]: `<<${widget}/FT/Ch/Ff 131072/T(kind)/V(a)/Opt[(a)(b)]/Rect[160 90 200 110]/DA(/Helv 12 Tf 0 g)${one.hasEmptyPicture ? '/AP<</N<<>>>>' : drawn}>>`,
    [at.emptySignature]: `<<${widget}/FT/Sig/T(Sign2)/Rect[0 0 0 0]>>`,
    [at.seenSignature]: `<<${widget}/FT/Sig/T(Sign3)/Rect[210 20 290 60]>>`,
    [at.group]: `<</FT/Tx/Ff 4096/T(group)/Kids[${at.kid} 0 R]/V(note)/DA(/Helv 12 Tf 0 g)>>`,
    [at.kid]: `<<${widget}/Parent ${at.group} 0 R/Rect[20 60 120 80]${drawn}>>`,
    [at.info]: '<</Title(Form)/Producer(base)/ModDate(D:20261101000000Z)>>',
    [at.metadata]: streamOf('/Type/Metadata/Subtype/XML', packetOf('Form', '2026-11-01')),
    [at.form]: one.hasOwnForm ? form : 'null',
    [at.fields]: one.hasOwnFields ? fields : 'null',
    [at.annotations]: one.hasOwnAnnotations ? annotations : 'null',
    [at.names]: '<<>>',
    [at.certifying]: `<</Type/Sig/Filter/None/SubFilter/none/Contents<00>/ByteRange[0 0 0 0]${perms === '' ? '' : transform}>>`,
    [at.lockingField]: `<</FT/Sig/T(Sign1)/V ${at.certifying} 0 R${lockOf(one)}>>`,
    [at.choiceLooks]: looksOf('note'),
    [at.note]: `<</Type/Annot/Subtype/FreeText/F 4/FT/Tx/T(author)/V(ok)/Contents(ok)/Rect[140 5 200 15]/AP<</N ${at.logo} 0 R>>>>`,
    [at.person]: `<</T(person)/Kids[${at.personSignature} 0 R]>>`,
    [at.personSignature]: `<<${widget}/FT/Sig/T(S1)/Parent ${at.person} 0 R/Rect[0 0 0 0]>>`,
    [at.wide]: one.hasWideField
      ? `<</Type/Annot/Subtype/Widget/F 4/FT/Tx/T(wide)/Rect[0 0 100 50]/DA(/Helv 12 Tf 0 g)/P ${at.secondPage} 0 R>>`
      : 'null',
    [at.certificates]: `[${at.link} 0 R]`,
    [at.stray]: one.hasStrayWidget
      ? `<<${widget}/FT/Btn/T(stray)/V/B/AS/B/MK<</CA(4)>>/Rect[220 150 280 170]/AP<</N<</On ${at.boxOn} 0 R>>>>>>`
      : 'null',
    [at.apart]: `<</FT/Sig/T(Apart)/Kids[${at.apartWidget} 0 R]>>`,
    [at.apartWidget]: `<<${widget}${one.hasOrphanWidget ? '' : `/Parent ${at.apart} 0 R`}/Rect[140 60 200 80]>>`,
    [at.held]: `<<${widget}/FT/Tx/T(held)/V ${at.heldValue} 0 R/Rect[140 30 200 50]/DA(/Helv 12 Tf 0 g)/AP<</N ${at.heldLooks} 0 R>>>>`,
    [at.heldValue]: one.hasEmptyValue ? 'null' : '(held)',
    [at.heldLooks]: looksOf(one.hasEmptyValue ? '' : 'held'),
    [at.button]: one.hasHidingButton
      ? `<<${widget}/FT/Btn/Ff 65536/T(hide)/Rect[260 5 290 15]/AP<</N ${at.logo} 0 R>>/A<</S/JavaScript/JS(1)/Next ${at.hiding} 0 R>>>>`
      : 'null',
    [at.hiding]: one.hasHidingButton ? `<</S/Hide/T ${at.text} 0 R>>` : 'null',
    [at.called]: one.oddReference === undefined ? 'null' : `<</P1 ${one.oddReference}>>`,
  }
  const list = Object.entries(objects).map(([, body]) => body)
  const trailer = `${one.hasNoInfo ? '' : `/Info ${at.info} 0 R`}/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]`
  return writeAs(one, list, trailer)
}

function writeAs(one: BaseTraits, objects: readonly string[], trailer: string): Bytes {
  if (one.isPacked) return writePacked(objects, trailer, one)
  if (one.isHybrid) return writeHybrid(objects, trailer, new Set([at.note, at.certificates, at.called, at.hiding]))
  if (one.isLinearized) return writeLinearized(objects, trailer, { page: at.page, later: laterHalf })
  return writePdf(objects, trailer)
}

/** What the first page does not need. */
const laterHalf: ReadonlySet<number> = new Set([at.pages, at.secondPage, at.secondContent, at.info, at.wide])

function lockOf({ locked, certified }: BaseTraits): string {
  if (certified === 1) return '/Lock<</Action/Include/Fields[(nothing)]/P 1>>'
  if (locked === undefined) return ''
  return `/Lock<</Type/SigFieldLock/Action/${locked}${locked === 'All' ? '' : '/Fields[(amount)(group)]'}>>`
}

export function looksOf(text: string): string {
  const dict = `/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</Helv ${at.font} 0 R>>>>`
  return streamOf(dict, `BT /Helv 12 Tf 2 5 Td (${text}) Tj ET`)
}

export function packetOf(title: string, day: string): string {
  return (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r">' +
    `<rdf:Description rdf:about=""><dc:title>${title}</dc:title><xmp:ModifyDate>${day}</xmp:ModifyDate>` +
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
  )
}
