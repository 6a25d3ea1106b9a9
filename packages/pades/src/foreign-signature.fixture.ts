import assert from 'node:assert/strict'
import type { Bytes } from '@madoguchi/kit'
import { concat, hex, utf8 } from '@madoguchi/kit'
import { encodeElement, encodeOid, encodeSequence, readChildren, readElement, tag } from '@madoguchi/pki/der'
import { oid } from './cms/oids.ts'
import { runTool } from './pdf.fixture.ts'
import { prepareSignature } from './prepare-signature.ts'
import type { Signer } from './signer.fixture.ts'
import { at } from './signer.fixture.ts'

export type Foreign = {
  readonly subFilter: string
  /** What goes into /Contents, made for the bytes that the byte range covers. */
  compose(signed: Bytes): Bytes | Promise<Bytes>
  readonly reason?: string
}

/** A document with a signature as another program makes it: our own field and value, with its kind and contents. */
export async function signForeign(pdf: Bytes, signer: Signer, { subFilter, compose, reason }: Foreign): Promise<Bytes> {
  const prepared = prepareSignature({ pdf, at, ...(reason === undefined ? {} : { reason }) })
  assert(prepared.ok, JSON.stringify(prepared))
  const { certificate, sign } = signer
  const own = prepared.value.assemble({
    certificate,
    signature: sign(prepared.value.composeSignedAttributes(certificate)),
  })
  const text = Buffer.from(own)
  const kindAt = text.lastIndexOf('/ETSI.CAdES.detached')
  text.write(`/${subFilter}`.padEnd('/ETSI.CAdES.detached'.length), kindAt, 'latin1')
  const contentsAt = text.indexOf('/Contents <', kindAt) + '/Contents '.length
  const contentsEnd = text.indexOf('>', contentsAt) + 1
  const contents = await compose(new Uint8Array(concat(text.subarray(0, contentsAt), text.subarray(contentsEnd))))
  const room = contentsEnd - contentsAt - 2
  assert(contents.length * 2 <= room, `${contents.length} bytes are too many`)
  text.write(hex.encode(contents).padEnd(room, '0'), contentsAt + 1, 'latin1')
  return new Uint8Array(text)
}

/** A CMS signature by `openssl cms`: detached, unless it is told otherwise; in BER when it streams. */
export function signByOpenssl(signer: Signer, signed: Bytes, ...more: readonly string[]): Bytes {
  const args = ['cms', '-sign', '-binary', '-outform', 'DER', '-in', 'in', '-signer', 'signer', '-inkey', 'key']
  const { written, output } = runTool('openssl', [...args, ...more, '-out', 'out'], {
    in: signed,
    signer: utf8.encode(encodePem(signer.certificate)),
    key: utf8.encode(String(signer.keys.privateKey.export({ type: 'pkcs8', format: 'pem' }))),
  })
  return written ?? assert.fail(output)
}

export function encodePem(der: Bytes): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}

/**
 * The same element in BER, with lengths and octet strings written in ways that `choose` picks (0 to below its argument);
 * `keep` says which elements stay as they are.
 */
export function writeLoosely(der: Bytes, choose: (ways: number) => number, keep: (element: Bytes) => boolean): Bytes {
  const element = readElement(der)
  if (keep(element.bytes)) return element.bytes
  if (element.tag & 0x20) {
    const children = readChildren(element).map((child) => writeLoosely(child.bytes, choose, keep))
    return wrapLoosely(element.tag, concat(...children), choose(3))
  }
  if (element.tag !== 0x04 || choose(2) === 0) return wrapLoosely(element.tag, element.content, choose(2))
  const cut = choose(element.content.length + 1)
  const pieces = [element.content.subarray(0, cut), element.content.subarray(cut)]
  return wrapLoosely(0x24, concat(...pieces.map((piece) => encodeElement(0x04, piece))), choose(3))
}

/** 0: as in DER; 1: a length in more octets than it needs; 2: up to the two zeros. */
function wrapLoosely(tagByte: number, body: Bytes, way: number): Bytes {
  if (way === 0) return encodeElement(tagByte, body)
  if (way === 2) return concat(new Uint8Array([tagByte, 0x80]), body, new Uint8Array(2))
  return concat(new Uint8Array([tagByte, 0x84]), hex.decode(body.length.toString(16).padStart(8, '0')), body)
}

/** The same CMS signature with unsigned attributes: these time stamps, and one that we do not know, with two values. */
export function addUnsigned(cms: Bytes, tokens: readonly Bytes[]): Bytes {
  const [type, wrapped] = readChildren(readElement(cms))
  assert(type !== undefined && wrapped !== undefined)
  const fields = readChildren(readElement(wrapped.content)).map(({ bytes }) => bytes)
  const signer = readChildren(readElement(readElement(fields.at(-1) ?? new Uint8Array()).content))
  const unsigned = encodeElement(
    0xa1,
    ...tokens.map((token) => encodeSequence(encodeOid(oid.timeStampToken), encodeElement(tag.set, token))),
    encodeSequence(encodeOid('1.2.3.4'), encodeElement(tag.set, encodeElement(tag.null), encodeElement(tag.null))),
  )
  const signers = encodeElement(tag.set, encodeSequence(...signer.map(({ bytes }) => bytes), unsigned))
  return encodeSequence(type.bytes, encodeElement(0xa0, encodeSequence(...fields.slice(0, -1), signers)))
}

/** A document whose one signature is written in BER instead, outside its signed attributes, as loosely as can be. */
export function loosenSignature(signed: Bytes): Bytes {
  const text = Buffer.from(signed)
  const at = text.lastIndexOf('/Contents <') + '/Contents <'.length
  const end = text.indexOf('>', at)
  const { bytes } = readElement(hex.decode(text.toString('latin1', at, end)))
  const loose = writeLoosely(bytes, (ways) => ways - 1, isSignedAttributes)
  text.write(hex.encode(loose).padEnd(end - at, '0'), at, 'latin1')
  return new Uint8Array(text)
}

/** Of what our own signer makes: the certificates that stand under the same tag are longer. */
export function isSignedAttributes(element: Bytes): boolean {
  return element[0] === 0xa0 && readElement(readElement(element).content).bytes.length < 100
}
