import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, japaneseDay } from '@madoguchi/kit'
import fc from 'fast-check'
import { isOfficerText } from '../officer-text.ts'
import type { TestAgencies } from '../open-test-agencies.fixture.ts'
import { openTestAgencies } from '../open-test-agencies.fixture.ts'
import { parseProtectionOrder } from '../protection/protection-order.ts'
import { letterLimits, parseLetterNote, parseLetterOrder } from './letter-order.ts'

const by = '住民課 佐藤'
const address = ['〒000-0001', 'みほん県あおば市二丁目2番', 'あおば荘 102号']
const good = { personRef: 'shi-aoi', kind: 'protection-begun', name: '見本 あおい', address, by }

describe('letters to people who must not be found', () => {
  let server: EmbeddedServer
  let net: TestAgencies
  before(async () => {
    server = await openTestServer()
    net = await openTestAgencies(server)
    await net.shi.importPeople([{ personRef: 'shi-aoi', residentCode: '10000000001' }])
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  async function write(change: object = {}): Promise<string> {
    const written = await net.shi.officers.writeLetter({ ...good, ...change })
    return written.ok ? written.value.letter : assert.fail(written.code)
  }
  const note = (letter: string, state: string, why?: string) => net.shi.officers.noteLetter({ letter, state, why, by })
  const stateOf = async (letter: string) => (await net.shi.officers.listLetters()).find((one) => one.letter === letter)

  it('a letter waits, is printed and sent; the list shows neither name nor address', async () => {
    const until = japaneseDay(new Date(net.test.clock.now().getTime() + 365 * dayMs))
    await net.shi.officers.protect({ personRef: 'shi-aoi', until, by, reason: 'stalking' })
    const letter = await write()
    const read = await net.shi.officers.readLetter({ letter })
    assert.deepEqual(read.ok && read.value, {
      ...{
        letter,
        agency: { id: 'mihon-shi', name: 'みほん市', kana: 'ミホンシ' },
        kind: 'protection-begun',
        name: '見本 あおい',
        address,
        until,
        printedCount: 0,
      },
    })
    assert.equal((await note(letter, 'sent')).ok, false, 'nothing is sent that was not printed')
    assert.equal((await note(letter, 'printed')).ok, true)
    assert.equal((await note(letter, 'sent')).ok, true)
    assert.deepEqual([(await stateOf(letter))?.state, (await stateOf(letter))?.why], ['sent', null])
    assert.doesNotMatch(JSON.stringify(await net.shi.officers.listLetters()), /見本|あおば/)
    assert.equal((await net.shi.officers.readLetter({ letter })).ok, false)
    await net.shi.officers.endProtection({ personRef: 'shi-aoi', by })
  })

  it('one that came back says why, stands first in the list and is printed again', async () => {
    const letter = await write()
    await note(letter, 'printed')
    await note(letter, 'sent')
    const without = await note(letter, 'failed')
    assert.equal(!without.ok && without.code, 'LETTER_WHY')
    assert.equal((await note(letter, 'failed', 'returned')).ok, true)
    await write()
    const [first] = await net.shi.officers.listLetters()
    assert.deepEqual([first?.letter, first?.state, first?.why], [letter, 'failed', 'returned'])
    assert.equal((await note(letter, 'printed')).ok, true)
    assert.equal((await stateOf(letter))?.why, null)
  })

  it('of one that left and did not come back in 90 days the address is forgotten, of all others it stays', async () => {
    const [sent, waiting] = [await write(), await write()]
    await note(sent, 'printed')
    await note(sent, 'sent')
    net.test.clock.advance(91 * dayMs)
    await net.shi.sweep()
    const rows = await net.shi.database.selectFrom('letters').select(['letter', 'recipient', 'address']).execute()
    const byLetter = new Map(rows.map((row) => [row.letter, row]))
    assert.deepEqual([byLetter.get(sent)?.recipient, byLetter.get(sent)?.address], [null, null])
    assert.deepEqual(byLetter.get(waiting)?.address, address)
    await note(sent, 'failed', 'returned')
    const read = await net.shi.officers.readLetter({ letter: sent })
    assert.equal(!read.ok && read.code, 'LETTER_STATE')
  })

  it('what an officer cannot have meant is named, and nothing is written', async () => {
    const count = (await net.shi.officers.listLetters()).length
    for (const [change, code] of [
      [{ personRef: 'nobody' }, 'PERSON_UNKNOWN'],
      [{ kind: 'advertisement' }, 'LETTER_KIND'],
      [{ name: '' }, 'LETTER_NAME'],
      [{ name: 'あ\u202eい' }, 'LETTER_NAME'],
      [{ name: 'x'.repeat(letterLimits.nameChars + 1) }, 'LETTER_NAME'],
      [{ address: [] }, 'LETTER_ADDRESS'],
      [{ address: 'みほん県' }, 'LETTER_ADDRESS'],
      [{ address: Array.from({ length: 6 }, () => '一') }, 'LETTER_ADDRESS'],
      [{ address: ['み'.repeat(100_000)] }, 'LETTER_ADDRESS'],
      [{ address: ['みほん県\nあおば市'] }, 'LETTER_ADDRESS'],
      [{ address: ['みほん県\u0000'] }, 'LETTER_ADDRESS'],
      [{ address: ['\ud83d'] }, 'LETTER_ADDRESS'],
      [{ by: undefined }, 'OFFICER_MISSING'],
    ] as const) {
      const told = await net.shi.officers.writeLetter({ ...good, ...change })
      assert.equal(!told.ok && told.code, code, JSON.stringify(change).slice(0, 80))
    }
    for (const letter of ['ltr_unknown', 'ltr_\0', 7, undefined]) {
      const told = await net.shi.officers.readLetter({ letter })
      assert.equal(!told.ok && told.code, 'LETTER_UNKNOWN')
    }
    assert.equal((await net.shi.officers.listLetters()).length, count)
  })

  it('whatever is typed, an order is refused or holds only lines that fit on an envelope (property)', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constant('みほん'))
    const anything = fc.record({
      personRef: text,
      kind: fc.oneof(text, fc.constant('released')),
      name: text,
      address: fc.oneof(fc.array(text, { maxLength: 7 }), fc.anything()),
      by: text,
    })
    fc.assert(
      fc.property(fc.oneof(anything, fc.anything()), (order) => {
        const parsed = parseLetterOrder(order)
        if (!parsed.ok) return
        const lines = [parsed.value.name, ...parsed.value.address]
        for (const line of lines) assert.ok(isOfficerText(line, 60) && !/\n|\r|\0|\u202e/.test(line))
        assert.ok(parsed.value.address.length <= letterLimits.addressLines)
      }),
    )
    fc.assert(fc.property(fc.anything(), (noted) => void parseLetterNote(noted)))
  })

  it('whatever date is typed, an order is refused or ends on a day of the calendar, today or later, within 400 days (property)', () => {
    const at = new Date('2026-11-22T06:00:00.000Z')
    const part = (max: number) => fc.integer({ min: 0, max }).map((one) => String(one).padStart(2, '0'))
    const typed = fc.oneof(
      fc.tuple(fc.integer({ min: 2024, max: 2030 }), part(14), part(33)).map((parts) => parts.join('-')),
      fc.string(),
      fc.anything(),
    )
    fc.assert(
      fc.property(typed, (until) => {
        const parsed = parseProtectionOrder({ personRef: 'a', by, reason: 'other', until }, at)
        if (!parsed.ok) return
        const day = new Date(`${parsed.value.until}T00:00:00.000Z`)
        assert.equal(day.toISOString().slice(0, 10), parsed.value.until)
        assert.ok(parsed.value.until >= '2026-11-22' && parsed.value.until <= '2027-12-27')
      }),
    )
  })
})
