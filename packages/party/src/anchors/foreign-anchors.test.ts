import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { AppError, base64, dayMs, minuteMs, systemClock } from '@madoguchi/kit'
import { createCa } from '@madoguchi/pki/issue'
import fc from 'fast-check'
import { foreignAnchorsType, keepList, noteForeignAnchors, timeStampAnchorsType } from './foreign-anchors.ts'

describe('CAs of others whose cards take part', () => {
  let folder: string
  const at = (name: string) => join(folder, name)

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'madoguchi-anchors-'))
    const now = systemClock.now().getTime()
    const lives = { notBefore: new Date(now - 2 * dayMs), notAfter: new Date(now + dayMs) }
    const name = { C: 'JP', O: 'Example Laboratory', OU: [], L: [], CN: 'root' }
    const ca = async (given: Partial<Parameters<typeof createCa>[0]>) =>
      (await createCa({ name, serial: 1n, ...lives, ...given })).certificate.der
    await writeFile(at('good.der'), await ca({}))
    const pem = base64.encode(await ca({ name: { ...name, CN: 'other' } }))
    await writeFile(at('good.pem'), `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----\n`)
    await writeFile(at('old.der'), await ca({ notAfter: new Date(now - dayMs) }))
    await writeFile(at('jpki.der'), await ca({ name: { ...name, O: 'JPKI' } }))
    await writeFile(at('words.txt'), 'no certificate')
  })
  after(() => rm(folder, { recursive: true }))

  function read(text: string) {
    const result = foreignAnchorsType().safeParse(text)
    return result.success ? result.data : (result.error.issues[0]?.message ?? '')
  }

  it('are read from files, each with the address of its list or without one', () => {
    const anchors = read(`${at('good.der')} http://ca.example/ca.crl, ${at('good.pem')}`)
    assert.ok(typeof anchors !== 'string')
    assert.deepEqual(
      anchors.map(({ anchor, crlUrl }) => [anchor.name, crlUrl]),
      [
        ['trust-anchor-1', 'http://ca.example/ca.crl'],
        ['trust-anchor-2', undefined],
      ],
    )
    assert.deepEqual(noteForeignAnchors(anchors), ['TRUST_ANCHOR_WITHOUT_CRL'])
    assert.deepEqual(noteForeignAnchors(anchors.slice(0, 1)), [])
    assert.deepEqual(foreignAnchorsType().parse(undefined), [])
  })

  it('are named in the same way when they are believed about time: files, without an address', () => {
    const read = timeStampAnchorsType().safeParse(`${at('good.der')}, ${at('good.pem')}`)
    assert.deepEqual(read.success && read.data.map(({ name }) => name), ['time-stamp-1', 'time-stamp-2'])
    assert.deepEqual(timeStampAnchorsType().parse(undefined), [])
    const wrong = timeStampAnchorsType().safeParse(`${at('good.der')} http://ca.example/, ${at('words.txt')}`)
    const said = wrong.error?.issues[0]?.message ?? ''
    assert.match(said, /number 1: its file is not there; number 2: it holds no X\.509 certificate/)
    assert.ok(!said.includes(folder))
  })

  it('are refused all at once, each with its number and why, and no name of a file', () => {
    const said = read(
      [
        `${at('good.der')} ftp://ca.example/ca.crl`,
        at('nowhere.pem'),
        at('old.der'),
        at('jpki.der'),
        at('words.txt'),
        `${at('good.der')} http://a.example http://b.example`,
      ].join(','),
    )
    assert.ok(typeof said === 'string')
    assert.ok(!said.includes(folder))
    for (const [i, why] of [
      'its URL must be one of http or https',
      'its file is not there',
      'it expired on',
      'it is a CA of J-LIS',
      'it holds no X.509 certificate',
      'it takes a file and a URL, and no more',
    ].entries())
      assert.match(said, new RegExp(`number ${i + 1}: ${why}`))
  })

  it('are no more than a path may choose from', () => {
    assert.match(String(read(Array.from({ length: 100 }, () => at('good.der')).join(','))), /more than \d+ CAs/)
  })

  it('never throw, whatever stands there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const read = foreignAnchorsType().safeParse(text)
        assert.ok(!read.success || read.data.length === 0)
      }),
    )
  })
})

describe('a list that is kept', () => {
  it('is asked for once a minute, counts on while no newer can be had, and fails only where there is none', async () => {
    let now = 0
    let asked = 0
    let answer: () => Uint8Array = () => {
      throw new AppError('CRL_UNREACHABLE', 'no')
    }
    const load = keepList(
      async () => {
        asked++
        return answer()
      },
      { now: () => new Date(now) },
    )
    await assert.rejects(load(), { code: 'CRL_UNREACHABLE' })
    await assert.rejects(load(), { code: 'CRL_UNREACHABLE' })
    assert.equal(asked, 1, 'a list that cannot be had is not asked for by every card')
    now += minuteMs
    answer = () => new Uint8Array([1])
    assert.deepEqual(await Promise.all([load(), load()]), [new Uint8Array([1]), new Uint8Array([1])])
    assert.equal(asked, 2)
    answer = () => {
      throw new AppError('CRL_UNREACHABLE', 'no')
    }
    now += 2 * minuteMs
    assert.deepEqual(await load(), new Uint8Array([1]))
    answer = () => new Uint8Array([2])
    now += minuteMs
    await load()
    await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(await load(), new Uint8Array([2]))
    assert.equal(asked, 4)
  })
})
