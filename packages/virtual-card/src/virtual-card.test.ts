import assert from 'node:assert'
import { constants, createHash, publicDecrypt, verify, X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { base64, hex } from '@madoguchi/kit'
import fc from 'fast-check'
import type { CardFile, Quirks } from './card-file.ts'
import { makeTestCardFile } from './test-card.fixture.ts'
import { openVirtualCard } from './virtual-card.ts'

const file = makeTestCardFile()
const jpki = '00A4040C0AD392F000260100000001'
const supplement = '00A4040C0AD3921000310001010408'

/** A card, and a function that sends hexadecimal and gives hexadecimal back. */
function open(change: { file?: CardFile; quirks?: Partial<Quirks> } = {}) {
  const saved: CardFile[] = []
  const base = change.file ?? file
  const card = openVirtualCard({
    file: { ...base, quirks: { ...base.quirks, ...change.quirks } },
    onChange: (next) => {
      saved.push(next)
    },
  })
  async function send(...commands: string[]): Promise<string> {
    let answer = ''
    for (const command of commands) answer = hex.encode(await card.transmit(hex.decode(command))).toUpperCase()
    return answer
  }
  return { card, send, saved }
}

async function assertAnswers(send: (command: string) => Promise<string>, rows: readonly [string, string, string][]) {
  for (const [command, answer, why] of rows) assert.equal(await send(command), answer, why)
}

test('before an application is selected there is nothing to read, verify or sign with', async () => {
  await assertAnswers(open().send, [
    ['00A40000', '6A86', 'the master file is not for selecting'],
    ['00A4020C020017', '6A82', 'no file'],
    ['00B0000000', '6986', 'nothing selected'],
    ['00B08A0000', '6A82', 'no file by short id'],
    ['00200080', '6986', 'no PIN'],
    ['00200098', '6A82', 'no PIN by short id'],
    ['802A00970100', '6A82', 'no key'],
  ])
})

test('commands that the card does not know are refused by name', async () => {
  await assertAnswers(open().send, [
    [jpki, '9000', 'JPKI'],
    ['00A40000', '9000', 'the master file is now ignored'],
    ['00A40000023F0000', '9000', 'also by its id'],
    ['00A4040C0AD392F000260100000009', '6A82', 'no such application'],
    ['00A4020C02000A', '9000', 'and the application stays selected'],
    ['00A4000C02000A', '6A86', 'only P1 02 selects files'],
    ['00A4020C0100', '6700', 'a file id has two bytes'],
    ['01A4020C02000A', '6881', 'logical channel 1'],
    ['02B0000000', '6881', 'logical channel 2'],
    ['03200080', '6881', 'logical channel 3'],
    ['0CB0000000', '6E00', 'secure messaging'],
    ['0084000008', '6D00', 'GET CHALLENGE'],
    ['00B000', '6700', 'not a command'],
    ['00B00000', '6700', 'READ without Le'],
    ['00B0EA0000', '6A86', 'bits that no short id has'],
    ['00B0800000', '6A86', 'short id 0'],
    ['002000980401', '6700', 'Lc that does not agree'],
    ['00200198', '6A86', 'VERIFY has P1 00'],
    ['00200097', '6A86', 'a key is no PIN'],
    ['00200098110102030405060708090A0B0C0D0E0F1011', '6700', 'longer than any password'],
  ])
})

test('SELECT with P2 00 names the application in an FCI', async () => {
  assert.equal(await open().send('00A404000AD392F00026010000000100'), '6F0C840AD392F0002601000000019000')
})

test('files are read by SELECT, by short id, in blocks and at once', async () => {
  const { send } = open()
  const certificate = hex.encode(base64.decode(file.authentication.certificate)).toUpperCase()
  const length = certificate.length / 2
  const rest = certificate.slice(-2 * (length % 256))
  await assertAnswers(send, [
    [jpki, '9000', 'JPKI'],
    ['00A4020C02000A', '9000', 'certificate'],
    ['00B0000000', `${certificate.slice(0, 512)}9000`, 'first block'],
    ['00B0000104', `${certificate.slice(2, 10)}9000`, 'four bytes from offset 1'],
    ['00B0050000', `${rest}9000`, 'fewer bytes at the end'],
    ['00B07FFF00', '6B00', 'behind the end'],
    ['00B08B0001', '309000', 'another file by short id'],
    ['00B08A00000000', `${certificate}9000`, 'all at once'],
    ['00B0000002', '30829000', 'the file read by short id is the current one'],
    ['00B08800' + '00', '8F8F009000', 'both certificates are there'],
    ['00B0980000', '6986', 'a PIN is not for reading'],
    ['00B0970000', '6986', 'nor is a key'],
  ])
  const tokenInfo = await send('00B0860000')
  assert.equal(tokenInfo.length, 2 * 162)
  assert(Buffer.from(tokenInfo, 'hex').toString('latin1').startsWith('JPKIAPICCTOKEN2'.padEnd(32)))
})

test('the signing certificate is behind its password, and a card for a child has none', async () => {
  const { send } = open()
  await assertAnswers(send, [
    [jpki, '9000', 'JPKI'],
    ['00B0810000', '6982', 'not yet'],
    ['0020009804' + '31323334', '9000', 'the PIN of the other key'],
    ['00B0810000', '6982', 'does not open it'],
    ['0020009B06616263313233', '63C4', 'lower case costs a try'],
    ['0020009B06' + '414243313233', '9000', 'upper case'],
  ])
  assert.match(await send('00B0810000'), /^3082.*9000$/)
  await assertAnswers(open({ file: { ...file, signing: null } }).send, [
    [jpki, '9000', 'JPKI'],
    ['00B0810000', '6A82', 'no certificate'],
    ['0020009B', '6A82', 'no password'],
    ['00B0880000', '008F009000', 'and the card says so'],
  ])
})

test('a wrong PIN is counted and kept before the card answers, and a right one gives the tries back', async () => {
  const { card, saved } = open()
  await card.transmit(hex.decode(jpki))
  assert.equal(hex.encode(await card.transmit(hex.decode('00200098'))), '63c3')
  assert.deepEqual(saved, [])
  const wrong = hex.decode('00200098' + '0430303030')
  assert.equal(hex.encode(await card.transmit(wrong)), '63c2')
  assert.equal(saved.at(-1)?.authentication.triesLeft, 2)
  assert.equal(hex.encode(await card.transmit(hex.decode('00200098' + '0431323334'))), '9000')
  assert.equal(saved.at(-1)?.authentication.triesLeft, 3)
  assert.equal(hex.encode(await card.transmit(hex.decode('00200098'))), '63c3', 'a count, also when verified')
})

test('a try counts although the card is torn out before the file is written', async () => {
  const card = openVirtualCard({
    file,
    onChange: () => {
      throw new Error('disk full')
    },
  })
  await card.transmit(hex.decode(jpki))
  await assert.rejects(card.transmit(hex.decode('002000980430303030')), /disk full/)
  assert.equal(hex.encode(await card.transmit(hex.decode('00200098'))), '63c2')
})

test('three wrong PINs block it for good, over power off and in the card file', async () => {
  for (const [saysBlockedAs6983, blocked] of [
    [false, '6984'],
    [true, '6983'],
  ] as const) {
    const { card, send, saved } = open({ quirks: { saysBlockedAs6983 } })
    const wrong = '00200098' + '0430303030'
    const right = '00200098' + '0431323334'
    await assertAnswers(send, [
      [jpki, '9000', 'JPKI'],
      [wrong, '63C2', 'once'],
      [wrong, '63C1', 'twice'],
      [wrong, '63C0', 'three times'],
      [right, blocked, 'the right PIN comes too late'],
    ])
    await card.powerOff()
    await assertAnswers(send, [
      [jpki, '9000', 'JPKI'],
      ['00200098', '63C0', 'counter'],
      [right, blocked, 'still'],
    ])
    const kept = saved.at(-1)
    assert(kept)
    const again = open({ file: kept })
    assert.equal(await again.send(jpki, right), blocked)
  }
})

test('a wrong PIN takes back what the right one had opened', async () => {
  const { send } = open()
  const sign = `802A00973${'3'}${'00'.repeat(51)}00`
  assert.match(await send(jpki, '002000980431323334', sign), /9000$/)
  assert.equal(await send('002000980430303030', sign), '6982')
})

test('a verified PIN outlives reset and reselection, and only power off ends it', async () => {
  const { card, send } = open()
  const sign = `802A009733${'00'.repeat(51)}00`
  await send(jpki, '002000980431323334')
  assert.match(await send(supplement, jpki, sign), /9000$/)
  await card.reset()
  assert.equal(await send(sign), '6A82', 'the selection is gone')
  assert.match(await send(jpki, sign), /9000$/)
  await card.powerOff()
  assert.equal(await send(jpki, sign), '6982')
})

test('the card pads and signs the bytes it is given, or builds the DigestInfo itself', async () => {
  const { send } = open()
  const { publicKey } = new X509Certificate(base64.decode(file.authentication.certificate))
  await send(jpki, '00A4020C020018', '002000800431323334', '00A4020C020017')
  const raw = Buffer.from((await send('802A00800548656C6C6F00')).slice(0, -4), 'hex')
  assert.equal(publicDecrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, raw).toString(), 'Hello')
  const digest = createHash('sha256').update('madoguchi').digest('hex')
  const whole = await send(`802A009733${'3031300D060960864801650304020105000420'}${digest}00`)
  const built = await send(`802A029720${digest}00`)
  assert.equal(built, whole)
  assert(verify('sha256', Buffer.from('madoguchi'), publicKey, Buffer.from(whole.slice(0, -4), 'hex')))
  await assertAnswers(send, [
    [`802A009700${'00F6'}${'AA'.repeat(246)}0000`, '6700', '246 bytes do not fit the padding'],
    ['802A009700', '6700', 'nothing to sign'],
    ['802A0297010100', '6700', 'not a SHA-256'],
    ['802A0397010100', '6A86', 'P1 that this card does not have'],
    ['802A0098010100', '6A86', 'a PIN is no key'],
    ['802A00970101', '6700', 'no room for the signature'],
    ['802A009A010100', '6982', 'the other key has its own password'],
  ])
  assert.match(await send(`802A0097${'0000F5'}${'AA'.repeat(245)}0000`), /9000$/)
})

test('a PIN is changed only after it was verified, into four digits, and stays changed', async () => {
  const { card, send, saved } = open()
  await assertAnswers(send, [
    [jpki, '9000', 'JPKI'],
    ['00A4020C020018', '9000', 'PIN'],
    ['002401800439393939', '6982', 'not before the old one'],
    ['002000800431323334', '9000', 'the old one'],
    ['0024018003393939', '6A80', 'three digits'],
    ['00240180044142434' + '4', '6A80', 'letters'],
    ['0024018004B9B9B9B9', '6A80', 'bytes that are no text'],
    ['002400800439393939', '6A86', 'P1 01 only'],
    ['002401800439393939', '9000', 'changed'],
  ])
  assert.equal(saved.at(-1)?.authentication.pin, '9999')
  await card.powerOff()
  assert.equal(await send(jpki, '002000980431323334'), '63C2')
  assert.equal(await send('002000980439393939'), '9000')
})

test('the attributes are behind a PIN of their own, and no file holds a My Number (invariant 1)', async () => {
  const { send } = open()
  await assertAnswers(send, [
    [supplement, '9000', '券面事項入力補助'],
    ['00B0820000', '6982', 'not yet'],
    ['002000910435363738', '9000', 'PIN'],
    ['00B0810000', '6A82', 'no EF 0001'],
  ])
  const text = await send('00B0820000')
  const bytes = Buffer.from(text, 'hex')
  // The table of DF21 says where each element starts.
  for (let index = 0; index < 4; index++) {
    const at = bytes.readUInt16BE(bytes.indexOf('df2108', 'hex') + 3 + 2 * index)
    assert.equal(bytes.readUInt16BE(at), 0xdf22 + index)
  }
  assert(text.includes(Buffer.from(file.attributes.name).toString('hex').toUpperCase()))
})

test('quirks: no extended length, no short ids, a first command that fails', async () => {
  assert.equal(await open({ quirks: { refusesExtendedLength: true } }).send(jpki, '00B08A00000000'), '6700')
  const shy = open({ quirks: { refusesShortFileIds: true } })
  await assertAnswers(shy.send, [
    [jpki, '9000', 'JPKI'],
    ['00B08A0000', '6A86', 'READ'],
    ['00200098', '6A86', 'VERIFY'],
    ['802A0097010100', '6A86', 'sign'],
    ['00A4020C020018', '9000', 'SELECT'],
    ['00200080', '63C3', 'and then as usual'],
  ])
  const slow = open({ quirks: { failsFirstCommand: true } })
  assert.equal(await slow.send(jpki), '6F00')
  assert.equal(await slow.send(jpki), '9000')
  await slow.card.powerOff()
  assert.equal(await slow.send(jpki), '6F00')
})

test('commands sent at once are answered one after the other', async () => {
  const { card } = open()
  const commands = [jpki, '002000980430303030', '002000980430303030', '00200098']
  const answers = await Promise.all(commands.map((command) => card.transmit(hex.decode(command))))
  assert.deepEqual(
    answers.map((answer) => hex.encode(answer)),
    ['9000', '63c2', '63c1', '63c1'],
  )
})

test('whatever bytes arrive, the card answers and never gives away a file behind a PIN', async () => {
  const { card } = open()
  const secret = base64.decode(file.signing?.certificate ?? '')
  const header = fc.tuple(
    fc.constantFrom(0x00, 0x80, 0x01, 0xff),
    fc.constantFrom(0xa4, 0xb0, 0x2a, 0x24, 0xc0),
    fc.nat(255),
    fc.nat(255),
  )
  const command = fc.oneof(
    fc.constant(hex.decode(jpki)),
    fc.constant(hex.decode('00A4020C020001')),
    fc.uint8Array({ maxLength: 20 }).filter((bytes) => bytes[1] !== 0x20),
    fc.tuple(header, fc.uint8Array({ maxLength: 12 })).map(([head, body]) => Uint8Array.from([...head, ...body])),
  )
  await fc.assert(
    fc.asyncProperty(command, async (bytes) => {
      const answer = await card.transmit(bytes)
      assert(answer.length >= 2)
      assert(!hex.encode(answer).includes(hex.encode(secret.subarray(0, 64))))
    }),
    { numRuns: 500 },
  )
})
