import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { concat, hex } from '@madoguchi/kit'
import * as asn1js from 'asn1js'
import fc from 'fast-check'
import { readBer } from './ber.ts'
import { demandDer, MalformedError } from './der.ts'
import { encodeElement, encodeLength } from './encode-der.ts'

/** An element, and which of the freedoms of BER are taken when it is written. */
type Node =
  | { readonly tag: number; readonly content: Bytes; readonly longer: number; readonly pieces: readonly number[] }
  | { readonly tag: number; readonly children: readonly Node[]; readonly longer: number; readonly isOpen: boolean }

const nodes = fc.letrec<{ node: Node; leaf: Node; inner: Node }>((tie) => ({
  leaf: fc.record({
    tag: fc.constantFrom(0x04, 0x05, 0x06, 0x0c, 0x80),
    content: fc.uint8Array({ maxLength: 300 }),
    longer: fc.nat(2),
    pieces: fc.array(fc.nat(40), { maxLength: 4 }),
  }),
  inner: fc.record({
    tag: fc.constantFrom(0x30, 0x31, 0xa0, 0xa3),
    children: fc.array(tie('node'), { maxLength: 5 }),
    longer: fc.nat(2),
    isOpen: fc.boolean(),
  }),
  node: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('inner')),
})).node

function writeDer(node: Node): Bytes {
  return encodeElement(node.tag, ...('content' in node ? [node.content] : node.children.map(writeDer)))
}

function writeBer(node: Node): Bytes {
  if ('children' in node) return wrap(node.tag, concat(...node.children.map(writeBer)), node)
  const isInPieces = node.tag === 0x04 && node.pieces.length > 0
  if (!isInPieces) return wrap(node.tag, node.content, { ...node, isOpen: false })
  let at = 0
  const pieces = [...node.pieces, node.content.length].map((size) => {
    const piece = node.content.subarray(at, at + size)
    at += piece.length
    return encodeElement(0x04, piece)
  })
  const [first = new Uint8Array(), ...rest] = pieces
  // A piece may be in pieces itself.
  return wrap(0x24, concat(wrap(0x24, first, { longer: 0, isOpen: true }), ...rest), { ...node, isOpen: true })
}

function wrap(tag: number, body: Bytes, { longer, isOpen }: { longer: number; isOpen: boolean }): Bytes {
  if (isOpen) return concat(new Uint8Array([tag, 0x80]), body, new Uint8Array(2))
  if (longer === 0) return concat(new Uint8Array([tag]), encodeLength(body.length), body)
  const size = hex.decode(body.length.toString(16).padStart(longer === 1 ? 4 : 8, '0'))
  return concat(new Uint8Array([tag, 0x80 | size.length]), size, body)
}

describe('BER', () => {
  it('comes out as the same value in DER, in whichever way it was written, and leaves alone what follows', () => {
    fc.assert(
      fc.property(nodes, fc.uint8Array({ maxLength: 8 }), (node, rest) => {
        const ber = writeBer(node)
        const read = readBer(concat(ber, rest))
        assert.equal(read.endAt, ber.length)
        assert.equal(hex.encode(read.der), hex.encode(writeDer(node)))
      }),
      { numRuns: 1_000 },
    )
  })

  it('that is DER already comes out byte by byte, without a copy', () => {
    fc.assert(
      fc.property(nodes, (node) => {
        const der = writeDer(node)
        const read = readBer(der)
        assert.equal(read.der.buffer, der.buffer)
        assert.equal(hex.encode(read.der), hex.encode(der))
      }),
    )
  })

  it('is read as asn1js reads it', () => {
    fc.assert(
      fc.property(nodes, (node) => {
        const ber = Uint8Array.from(writeBer(node))
        const { offset } = asn1js.fromBER(ber.buffer)
        // asn1js looks into values, too, and refuses some that we leave to whoever reads them.
        if (offset !== -1) assert.equal(readBer(ber).endAt, offset)
      }),
    )
  })

  it('of any bytes at all is refused or ends within them, and never makes us fall over', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
        try {
          const { der, endAt } = readBer(bytes)
          assert.ok(endAt <= bytes.length)
          assert.equal(hex.encode(readBer(der).der), hex.encode(der))
        } catch (error) {
          assert.ok(error instanceof MalformedError)
        }
      }),
      { numRuns: 5_000 },
    )
  })

  it('that never ends, or is deeper than a signature can be, is refused', () => {
    for (const bytes of ['3080', '308000', '2480040101', '308002', '0480', '1f8000', '0000'])
      assert.throws(() => readBer(hex.decode(bytes)), MalformedError, bytes)
    assert.throws(() => readBer(hex.decode('3080'.repeat(70) + '0000'.repeat(70))), MalformedError)
    assert.throws(() => readBer(hex.decode('2480'.repeat(70) + '0000'.repeat(70))), MalformedError)
  })

  it('with a length that is not the shortest is no DER until it was read', () => {
    const ber = hex.decode('3081030201ff')
    assert.throws(() => demandDer(ber))
    assert.equal(hex.encode(readBer(ber).der), '30030201ff')
  })
})
