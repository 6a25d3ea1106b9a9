import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { Certificate } from './certificate.ts'
import { parseCertificate } from './certificate.ts'
import type { CertificateAuthority } from './issue/ca.ts'
import { createCa, jpkiTestCaName } from './issue/ca.ts'
import { issueCertificate } from './issue/issue-certificate.ts'
import type { KeyPair } from './issue/keys.ts'
import { makeRsaKeyPair } from './issue/keys.ts'
import { makeSubstituter } from './issue/substitute-characters.ts'
import type { JpkiAttributes } from './jpki-attributes.ts'
import { markSubstitutes, readSignerAttributes } from './signer-attributes.ts'

const notBefore = new Date('2026-11-01T00:00:00Z')
const notAfter = new Date('2031-11-01T00:00:00Z')
const hanako: JpkiAttributes = {
  name: '高橋　花子',
  nameSubstitute: '10000',
  sex: '2',
  birthDate: '419900401',
  address: '架空県見本市一丁目２番３号',
  addressSubstitute: '0000000000000',
}

describe('who signs, as a signing certificate says it', () => {
  let ca: CertificateAuthority
  let keys: KeyPair
  before(async () => {
    keys = await makeRsaKeyPair()
    ca = await createCa({ name: jpkiTestCaName.signing, serial: 1n, notBefore, notAfter })
  })

  function issue(attributes: JpkiAttributes | undefined): Promise<Certificate> {
    const subject = { C: 'JP', OU: [], L: [], CN: '1S' }
    const about = attributes === undefined ? {} : { attributes }
    return issueCertificate({
      ca,
      publicKey: keys.publicKey,
      subject,
      serial: 5n,
      notBefore,
      notAfter,
      profile: 'signing',
      ...about,
    })
  }

  it('shows nothing of a name that is not seen or turns round what is, and keeps the places of the others', async () => {
    const named = await issue({ ...hanako, name: '高\u202e橋\u200b子\u{e0100}', nameSubstitute: '100010' })
    const read = readSignerAttributes(named)
    assert.ok(read.ok)
    assert.equal(read.value.name, '高\ufffd橋\ufffd子\u{e0100}')
    assert.equal(markSubstitutes(read.value.name, read.value.nameSubstitutes), '〔高〕\ufffd橋\ufffd〔子〕\u{e0100}')
  })

  it('reads name, address, date of birth and sex, and which characters are substitutes', async () => {
    assert.deepEqual(readSignerAttributes(await issue(hanako)), {
      ok: true,
      value: {
        name: '高橋　花子',
        address: '架空県見本市一丁目２番３号',
        birthDate: '1990-04-01',
        sex: '2',
        nameSubstitutes: '10000',
      },
    })
  })

  it('leaves out a date of birth of which a part is unknown', async () => {
    for (const birthDate of ['319250000', '319250700', '31925    ', '000000000', '319253100']) {
      const read = readSignerAttributes(await issue({ ...hanako, birthDate }))
      assert(read.ok, birthDate)
      assert.equal(read.value.birthDate, undefined, birthDate)
    }
  })

  it('takes a date of birth whose era is not stated', async () => {
    const read = readSignerAttributes(await issue({ ...hanako, birthDate: '019900401' }))
    assert(read.ok)
    assert.equal(read.value.birthDate, '1990-04-01')
  })

  it('says so when a certificate names nobody, as those for logging in do', async () => {
    for (const attributes of [undefined, { name: hanako.name ?? '' }, { address: '架空県' }]) {
      const read = readSignerAttributes(await issue(attributes))
      assert.equal(read.ok ? '' : read.code, 'CERT_NO_ATTRIBUTES')
    }
  })

  it('refuses attributes that are not what they should be', async () => {
    const wrong: [JpkiAttributes, string][] = [
      [{ ...hanako, nameSubstitute: '花' }, 'substitutes'],
      [{ ...hanako, addressSubstitute: '2' }, 'substitutes'],
      [{ ...hanako, addressSubstitute: '0'.repeat(401) }, 'substitutes'],
      [{ ...hanako, birthDate: '19900401' }, 'birthDate'],
      [{ ...hanako, birthDate: '919900401' }, 'birthDate'],
      [{ ...hanako, birthDate: '4平成020401' }, 'birthDate'],
      [{ ...hanako, sex: '9' }, 'sex'],
      [{ ...hanako, sex: '女' }, 'sex'],
    ]
    for (const [attributes, part] of wrong) {
      const read = readSignerAttributes(await issue(attributes))
      assert.deepEqual(read, { ok: false, code: 'CERT_ATTRIBUTES_MALFORMED', facts: { part } })
    }
  })

  it('never falls over a certificate in which bytes were changed', async () => {
    const { der } = await issue(hanako)
    const at = Buffer.from(der).indexOf(Buffer.from('2a83088c9b55', 'hex'))
    assert(at > 0)
    fc.assert(
      fc.property(fc.integer({ min: at - 40, max: at + 260 }), fc.integer({ min: 1, max: 255 }), (index, change) => {
        const changed = der.slice()
        changed[index] = (changed[index] ?? 0) ^ change
        const parsed = parseCertificate(changed)
        if (!parsed.ok) return parsed.code === 'CERT_MALFORMED'
        const read = readSignerAttributes(parsed.value)
        return read.ok || read.code.startsWith('CERT_')
      }),
      { numRuns: 500 },
    )
  })
})

describe('substitute characters', () => {
  const substitute = makeSubstituter()

  it('stand for what a certificate cannot hold, and are marked where they are', () => {
    assert.deepEqual(substitute('髙橋　花子'), { text: '高橋　花子', marks: '10000' })
    assert.deepEqual(substitute('山﨑'), { text: '山崎', marks: '01' })
    assert.deepEqual(substitute('𠮷田'), { text: '吉田', marks: '10' })
    assert.deepEqual(substitute('\u845b\u{e0100}城'), { text: '\u845b城', marks: '10' })
    assert.deepEqual(substitute('①番'), { text: '〓番', marks: '10' })
  })

  it('leave alone what is in JIS X 0208 and 0212', () => {
    const text = '齋藤　邊濵　東京都架空区見本一丁目２番３号－１〜−ｱ'.slice(0, -1)
    assert.deepEqual(substitute(text), { text, marks: '0'.repeat(text.length) })
  })

  it('are shown between marks', () => {
    assert.equal(markSubstitutes('高橋　花子', '10000'), '〔高〕橋　花子')
    assert.equal(markSubstitutes('山崎崎', '011'), '山〔崎崎〕')
    assert.equal(markSubstitutes('山崎', '1'), '〔山〕崎')
    assert.equal(markSubstitutes('山崎', undefined), '山崎')
  })

  it('make of any text one that is written again as it is, with a mark for each character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: held, marks } = substitute(text)
        assert.equal(Array.from(held).length, marks.length)
        assert.equal(markSubstitutes(held, marks, ['', '']), held)
        assert.equal(substitute(held).text.replaceAll('〓', ''), held.replaceAll('〓', ''))
      }),
    )
  })
})
