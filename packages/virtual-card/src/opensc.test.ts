import assert from 'node:assert'
import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { logIn, readPersonAttributes, readTries, type Transmit, verifyStatement } from '@madoguchi/card'
import { listReaders, withCard } from '@madoguchi/card/pcsc'
import { base64, no, ok } from '@madoguchi/kit'
import { makeTestCardFile } from './test-card.fixture.ts'
import {
  findReasonForNoEmptyReader,
  findReasonToSkip,
  withEmptyTestReader,
  withTestReader,
} from './test-reader.fixture.ts'
import { openVirtualCard } from './virtual-card.ts'

const run = promisify(execFile)
const skip = findReasonToSkip()
const file = makeTestCardFile()
const { publicKey } = new X509Certificate(base64.decode(file.authentication.certificate))
const origin = 'https://portal.example'
const challenge = new Uint8Array(32).fill(7)
const login = { pin: '1234', origin, challenge }

async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-opensc-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('unmodified OpenSC takes the card for a My Number Card and uses it', { skip }, async (t) => {
  await withTestReader(openVirtualCard({ file }), async ({ name }) => {
    await t.test('opensc-tool names it jpki', async () => {
      const { stdout } = await run('opensc-tool', ['--reader', name, '-n'])
      assert.equal(stdout.trim(), 'jpki')
    })

    await t.test('pkcs15-tool shows two PINs with their tries, two keys and four certificates', async () => {
      const { stdout } = await run('pkcs15-tool', ['--reader', name, '--dump'])
      assert.equal(stdout.match(/^PIN \[/gm)?.length, 2)
      assert.match(
        stdout,
        /User Authentication PIN[\s\S]*Tries left +: 3[\s\S]*Digital Signature PIN[\s\S]*Tries left +: 5/,
      )
      assert.equal(stdout.match(/^Private RSA Key \[/gm)?.length, 2)
      assert.equal(stdout.match(/^X\.509 Certificate \[/gm)?.length, 4)
    })

    await t.test('pkcs15-tool reads the certificates byte for byte, the signing one behind its password', async () => {
      const certificates = [
        ['01', file.authentication.certificate, []],
        ['02', file.signing?.certificate, ['--verify-pin', '--auth-id', '02', '--pin', 'ABC123']],
        ['03', file.authentication.caCertificate, []],
        ['04', file.signing?.caCertificate, []],
      ] as const
      for (const [id, expected, pin] of certificates) {
        const { stdout } = await run('pkcs15-tool', ['--reader', name, '--read-certificate', id, ...pin])
        assert.equal(new X509Certificate(stdout).raw.toString('base64'), expected)
      }
    })

    await t.test('pkcs11-tool signs with both keys, and openssl verifies', async () => {
      await withFolder(async (folder) => {
        const message = join(folder, 'message')
        await writeFile(message, 'まどぐち')
        const keys = [
          ['0', '01', '1234', file.authentication.certificate],
          ['1', '02', 'ABC123', file.signing?.certificate],
        ] as const
        for (const [slot, id, pin, certificate] of keys) {
          const signature = join(folder, `signature-${id}`)
          const key = join(folder, `key-${id}.pem`)
          const how = ['--slot-index', slot, '--login', '--pin', pin, '--id', id, '-m', 'SHA256-RSA-PKCS']
          await run('pkcs11-tool', [...how, '--sign', '-i', message, '-o', signature])
          const x509 = new X509Certificate(base64.decode(certificate ?? ''))
          await writeFile(key, x509.publicKey.export({ type: 'spki', format: 'pem' }))
          const verify = ['dgst', '-sha256', '-verify', key, '-signature', signature, message]
          assert.match((await run('openssl', verify)).stdout, /Verified OK/)
          assert.equal((await readFile(signature)).length, 256)
        }
      })
    })

    await t.test('pkcs11-tool is told that a PIN is wrong, and the counter shows it', async () => {
      await withFolder(async (folder) => {
        const message = join(folder, 'message')
        await writeFile(message, 'まどぐち')
        const how = ['--login', '--pin', '0000', '--id', '01', '-m', 'SHA256-RSA-PKCS', '--sign', '-i', message]
        await assert.rejects(run('pkcs11-tool', how), /CKR_PIN_INCORRECT/)
        const tries = await withCard({ readerName: name, timeoutMs: 5000 }, readTries)
        assert.deepEqual(tries, ok({ triesLeft: 2 }))
      })
    })
  })
})

test('our own client logs in over the same PC/SC', { skip }, async (t) => {
  await withTestReader(openVirtualCard({ file }), async ({ name, events }) => {
    const reader = { readerName: name, timeoutMs: 5000 }

    await t.test('the reader and its card are listed', async () => {
      const readers = await listReaders()
      assert(readers.ok)
      assert.deepEqual(
        readers.value.find((found) => found.name === name),
        { name, hasCard: true, isInUse: false, isMute: false },
      )
    })

    await t.test('a log-in is ten commands and ends without power', async () => {
      const before = events.length
      const result = await withCard(reader, (transmit) => logIn(transmit, login))
      assert(result.ok)
      assert.equal(base64.encode(result.value.certificate), file.authentication.certificate)
      const { signature } = result.value
      assert(verifyStatement({ publicKey, signature, purpose: 'login', origin, challenge }))
      // Whoever comes next finds the card without power, so its events come after ours.
      assert((await withCard(reader, readTries)).ok)
      const kinds = events.slice(before).map(({ kind }) => kind)
      const powerOff = kinds.indexOf('power-off', kinds.indexOf('command'))
      assert.equal(kinds.slice(0, powerOff).filter((kind) => kind === 'command').length, 10)
      assert.equal(kinds.slice(powerOff).filter((kind) => kind === 'command').length, 2)
    })

    await t.test('an extended answer is longer than the usual buffer and comes whole', async () => {
      const result = await withCard(reader, (transmit) => logIn(transmit, { ...login, readsExtended: true }))
      assert(result.ok)
      assert.equal(base64.encode(result.value.certificate), file.authentication.certificate)
    })

    await t.test('nobody can sign with the PIN that the citizen typed for somebody else', async () => {
      const sign = Uint8Array.from([0x80, 0x2a, 0x00, 0x97, 0x01, 0xaa, 0x00])
      const select = Uint8Array.from([0x00, 0xa4, 0x04, 0x0c, 0x0a, 0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0, 0, 0, 0x01])
      const failing = withCard(reader, async (transmit) => {
        assert((await logIn(transmit, login)).ok)
        throw new Error('the host died here')
      })
      await assert.rejects(failing, /the host died here/)
      const answer = await withCard(reader, async (transmit: Transmit) => {
        await transmit(select)
        return ok(await transmit(sign))
      })
      assert.deepEqual(answer, ok(Uint8Array.of(0x69, 0x82)))
    })

    await t.test('while one program has the card, another is told that it is busy', async () => {
      const outcome = await withCard(reader, async () => ok(await withCard({ ...reader, timeoutMs: 200 }, readTries)))
      assert.deepEqual(outcome, ok(no('CARD_BUSY')))
    })

    await t.test('a reader that is not there is missed by name', async () => {
      assert.deepEqual(
        await withCard({ readerName: 'No Such Reader', timeoutMs: 200 }, readTries),
        no('CARD_NO_READER'),
      )
    })

    await t.test('another card is not a My Number Card', async () => {
      const blank = { readerName: name.replace(/00$/, '01'), timeoutMs: 5000 }
      assert.deepEqual(await withCard(blank, readTries), no('CARD_NOT_JPKI'))
    })

    // Each end of a conversation is a moment in which a watch that is stopped would stand still.
    await t.test('forty conversations follow each other, and none waits for a card to move', async () => {
      for (let done = 0; done < 40; done++) assert.ok((await withCard(reader, readTries)).ok)
    })

    await t.test('the attributes come from the card', async () => {
      const person = await withCard(reader, (transmit) => readPersonAttributes(transmit, { pin: '5678' }))
      const { name: fullName, address, sex } = file.attributes
      assert.deepEqual(person, ok({ name: fullName, address, birthDate: '1985-04-01', sex }))
    })
  })
})

test('a citizen puts the card in late, pulls it out too early, and puts it in again', {
  skip: findReasonForNoEmptyReader(),
}, async () => {
  await withEmptyTestReader(async ({ name, insert }) => {
    const reader = { readerName: name, timeoutMs: 10_000 }
    assert.deepEqual(await withCard({ ...reader, timeoutMs: 300 }, readTries), no('CARD_NO_CARD'))
    const waiting = withCard(reader, readTries)
    const first = insert(openVirtualCard({ file }))
    assert.deepEqual(await waiting, ok({ triesLeft: 3 }))
    const pulledOut = await withCard(reader, async (transmit) => {
      assert((await readTries(transmit)).ok)
      await first.remove()
      return logIn(transmit, login)
    })
    assert(!pulledOut.ok)
    assert.equal(pulledOut.code, 'CARD_REMOVED')
    assert.deepEqual(await withCard({ ...reader, timeoutMs: 300 }, readTries), no('CARD_NO_CARD'))
    const second = insert(openVirtualCard({ file }))
    assert((await withCard(reader, (transmit) => logIn(transmit, login))).ok)
    await second.remove()
  })
})

test('an empty reader listens in a network of its own: no other program of the host can put a card in', {
  skip: findReasonForNoEmptyReader(),
}, async () => {
  await withEmptyTestReader(async ({ name }) => {
    const readers = await listReaders()
    assert(readers.ok && readers.value.some((reader) => reader.name === name))
    const listening = (await readFile('/proc/net/tcp', 'utf8')).split('\n').filter((line) => / 0A /.test(line))
    const [first, second] = [25970, 25971].map((port) => port.toString(16).toUpperCase())
    const ports = listening.map((line) => /:([0-9A-F]{4}) /.exec(line)?.[1])
    assert(!ports.includes(first) && !ports.includes(second), ports.join(' '))
  })
})

test('where no PC/SC service runs, an operator is told', { skip }, async () => {
  await withTestReader(openVirtualCard({ file }), async () => {})
  await assert.rejects(listReaders(), { code: 'CARD_READER_FAILED' })
})
