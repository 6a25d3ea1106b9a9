import assert from 'node:assert'
import { createPublicKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { verifyStatement } from '@madoguchi/card'
import { protocolVersion } from '@madoguchi/card/protocol'
import { AppError, base64, base64url, no, ok } from '@madoguchi/kit'
import { parseCardFile } from '@madoguchi/virtual-card'
import fc from 'fast-check'
import { makeSlot } from './testing/card-without-reader.fixture.ts'
import { issueCard } from './testing/issued-card.fixture.ts'
import { withHost } from './testing/speak.fixture.ts'
import { version } from './version.ts'

const file = parseCardFile(await issueCard())
const origin = 'https://portal.example'
const challenge = base64url.encode(new Uint8Array(32).fill(7))
const vaultSalt = base64url.encode(new Uint8Array(32).fill(8))
const mode = 'sandbox'
const login = { mode, origin, challenge, vaultSalt, pin: '1234', acceptLastTry: false }

test('the host says hello first, with the version of its package', async () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
  assert.equal(version, manifest.version)
  await withHost({ slot: makeSlot(file).slot }, async ({ hello }) => {
    assert.deepEqual(hello, { hello: 'madoguchi-card-host', version, protocol: protocolVersion })
  })
})

test('a citizen logs in, and the vault’s key comes again; each is one transaction that ends without power', async () => {
  const { slot, sent, commands } = makeSlot(file)
  await withHost({ slot }, async ({ ask }) => {
    assert.deepEqual(await ask('look', { secret: 'authentication', mode }), ok({ triesLeft: 3, issuer: 'test' }))
    assert.equal(sent.at(-1), 'power-off')
    sent.length = 0
    const loggedIn = await ask('log-in', login)
    assert(loggedIn.ok)
    const certificate = base64url.decode(loggedIn.value.certificate)
    assert.equal(base64.encode(certificate), file.authentication.certificate)
    const { publicKey } = new X509Certificate(certificate)
    const signature = base64url.decode(loggedIn.value.signature)
    const statement = { purpose: 'login', origin, challenge: base64url.decode(challenge) } as const
    assert(
      verifyStatement({
        publicKey: createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
        signature,
        ...statement,
      }),
    )
    const blocks = Math.ceil(certificate.length / 256)
    // SELECT, the certificate, tries, VERIFY, two signatures.
    assert.equal(commands().length, 5 + blocks)
    assert.equal(sent.filter((each) => each === 'power-off').length, 1)
    sent.length = 0
    const again = await ask('vault-key', { mode, origin, vaultSalt, pin: '1234', acceptLastTry: false })
    assert(again.ok)
    assert.equal(again.value.wrappingKey, loggedIn.value.wrappingKey)
    assert.equal(commands().length, 4 + blocks)
  })
})

test('the four attributes are read, and the file with the My Number is never selected', async () => {
  const { slot, sent } = makeSlot(file)
  await withHost({ slot }, async ({ ask }) => {
    const read = await ask('attributes', { mode, pin: '5678', acceptLastTry: false })
    const { name, address } = file.attributes
    assert.deepEqual(read, ok({ name, address, birthDate: '1985-04-02', sex: '2' }))
    const afterwards = sent.slice(sent.indexOf('00a4040c0ad3921000310001010408'))
    assert(!afterwards.some((command) => command === '00a4020c020001' || command.startsWith('00b081')))
  })
})

test('who is registered without the day or month of their birth is read all the same', async () => {
  const unknown = { ...file, attributes: { ...file.attributes, birthDate: '19250000' } }
  await withHost({ slot: makeSlot(unknown).slot }, async ({ ask }) => {
    const read = await ask('attributes', { mode, pin: '5678', acceptLastTry: false })
    assert(read.ok)
    assert.equal(read.value.birthDate, '1925-00-00')
  })
})

test('the card doctor sees readers, applications, dates and tries, and nothing that says whose card it is', async () => {
  const { slot, commands } = makeSlot(file)
  await withHost({ slot }, async ({ ask }) => {
    const status = await ask('status')
    assert.deepEqual(
      status,
      ok({
        pcsc: 'ready',
        readers: [{ name: 'A reader', hasCard: true, isInUse: false }],
        card: {
          applications: ['jpki', 'attributes'],
          authenticationCertificate: {
            issuer: 'test',
            notBefore: '2026-01-01T00:00:00.000Z',
            notAfter: '2036-01-01T00:00:00.000Z',
          },
          hasSigningCertificate: true,
          tries: { authentication: 3, signing: 5, attributes: 3 },
        },
      }),
    )
    assert(commands().every((command) => !command.startsWith('0020') || command.length === 8))
  })
})

test('a real card is stopped in the sandbox before any PIN, whatever is asked of it, in whatever spelling of its issuer', async () => {
  for (const issuer of ['JPKI', 'jpki ']) {
    const { slot, commands } = makeSlot(await issueCard(issuer))
    await withHost({ slot }, async ({ ask }) => {
      const refused = no('CARD_REAL_IN_SANDBOX')
      for (const secret of ['authentication', 'attributes', 'signing']) {
        assert.deepEqual(await ask('look', { secret, mode }), refused)
      }
      assert.deepEqual(await ask('log-in', login), refused)
      assert.deepEqual(await ask('vault-key', { mode, origin, vaultSalt, pin: '1234', acceptLastTry: false }), refused)
      assert.deepEqual(await ask('attributes', { mode, pin: '5678', acceptLastTry: false }), refused)
      assert(commands().every((command) => !command.startsWith('0020')))
      assert.deepEqual(
        await ask('look', { secret: 'signing', mode: 'production' }),
        ok({ triesLeft: 5, issuer: 'jpki' }),
      )
    })
  }
})

test('a card of an integrator’s own CA is for the sandbox; in production none but those of J-LIS are', async () => {
  const { slot } = makeSlot(await issueCard('Example Laboratory'))
  await withHost({ slot }, async ({ ask }) => {
    assert.deepEqual(await ask('look', { secret: 'authentication', mode }), ok({ triesLeft: 3, issuer: 'other' }))
    const production = { ...login, mode: 'production' }
    assert.deepEqual(await ask('log-in', production), no('CARD_ISSUER_UNKNOWN'))
  })
})

test('a wrong PIN, a malformed one, a last try and a blocked card have their own codes and the tries', async () => {
  const { slot } = makeSlot({ ...file, authentication: { ...file.authentication, triesLeft: 2 } })
  await withHost({ slot }, async ({ ask }) => {
    assert.deepEqual(await ask('log-in', { ...login, pin: 'abcd' }), no('CARD_PIN_MALFORMED'))
    const wrong = { ...login, pin: '0000' }
    assert.deepEqual(await ask('log-in', wrong), no('CARD_PIN_WRONG', { triesBefore: 2, triesLeft: 1 }))
    assert.deepEqual(await ask('log-in', login), no('CARD_LAST_TRY', { triesBefore: 1, triesLeft: 1 }))
    const last = await ask('log-in', { ...wrong, acceptLastTry: true })
    assert.deepEqual(last, no('CARD_PIN_BLOCKED', { triesBefore: 1, triesLeft: 0 }))
    assert.deepEqual(await ask('look', { secret: 'authentication', mode }), ok({ triesLeft: 0, issuer: 'test' }))
  })
})

test('whatever fails below keeps its own name on the way up', async () => {
  const failures = [
    [new AppError('CARD_READER_FAILED', 'x', { facts: { step: 'start', reason: 'NoService' } }), 'PCSC_MISSING'],
    [new AppError('CARD_READER_FAILED', 'x', { facts: { step: 'load' } }), 'PCSC_MISSING'],
    [new AppError('CARD_READER_FAILED', 'x', { facts: { step: 'transmit', reason: 'Unknown' } }), 'CARD_READER_FAILED'],
    [new AppError('CARD_REMOVED', 'x'), 'CARD_REMOVED'],
    [new AppError('SOMETHING_NEW', 'x'), 'HOST_FAILED'],
    [new TypeError('x'), 'HOST_FAILED'],
  ] as const
  for (const [error, code] of failures) {
    const { slot } = makeSlot(file, () => {
      throw error
    })
    await withHost({ slot }, async ({ ask }) => {
      const answer = await ask('log-in', login)
      assert.equal(answer.ok ? '' : answer.code, code)
    })
  }
  await withHost({ slot: makeSlot().slot }, async ({ ask }) => {
    assert.deepEqual(await ask('log-in', login), no('CARD_NO_CARD'))
  })
})

test('a card pulled out while the PIN is on its way: nobody knows whether the try counts, and the citizen is told so', async () => {
  const { slot } = makeSlot(file, (command) => {
    if (command.startsWith('0020') && command.length > 8) throw new AppError('CARD_REMOVED', 'gone')
  })
  await withHost({ slot }, async ({ ask }) => {
    assert.deepEqual(await ask('log-in', login), no('CARD_REMOVED', { triesBefore: 3, tryMayCount: true }))
  })
})

test('when the window is closed in the midst of a log-in, the card hears no further command and loses its power', async () => {
  const hears = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const { slot, sent } = makeSlot(file, async (_, count) => {
    if (count !== 3) return
    hears.resolve()
    await goOn.promise
  })
  await withHost({ slot }, async ({ sendRaw, close }) => {
    const lost = assert.rejects(sendRaw({ id: 1, op: 'log-in', ...login }))
    await hears.promise
    const closed = close()
    goOn.resolve()
    assert.equal(await closed, true)
    assert.equal(sent.length, 4)
    assert.equal(sent.at(-1), 'power-off')
    void lost.catch(() => undefined)
  })
})

test('a reader that never answers ends the host instead of the citizen’s patience', async () => {
  const { slot } = makeSlot(file, () => new Promise<void>(() => undefined))
  await withHost({ slot, limitMs: 50 }, async ({ ask }) => {
    const facts = { reason: 'no answer in time', tryMayCount: true }
    assert.deepEqual(await ask('log-in', login), no('CARD_READER_FAILED', facts))
  })
})

test('what is no request of the protocol is refused, and the host goes on', async () => {
  const { slot, sent } = makeSlot(file)
  await withHost({ slot }, async ({ ask, sendRaw }) => {
    const bad = [
      { id: 9, op: 'sign-digest', digest: 'AA' },
      { id: 9, op: 'log-in', ...login, digest: 'AA' },
      { id: 9, op: 'log-in', ...login, challenge: 'short' },
      { id: 9, op: 'change-pin', pin: '1234' },
      { id: 9, op: 'document', chunk: 'AA', sizeBytes: 1e9 },
    ]
    for (const message of bad) {
      assert.deepEqual(await sendRaw(message), { id: 9, ok: false, code: 'REQUEST_MALFORMED', facts: {} })
    }
    for (const message of [null, 7, [], 'x', { op: 'status' }, { id: 1.5, op: 'status' }]) {
      assert.deepEqual(await sendRaw(message), { id: 0, ok: false, code: 'REQUEST_MALFORMED', facts: {} })
    }
    await fc.assert(
      fc.asyncProperty(fc.object({ maxDepth: 2 }), async (message) => {
        const answer = await sendRaw(message)
        assert(!answer.ok && answer.code === 'REQUEST_MALFORMED')
      }),
      { numRuns: 50 },
    )
    assert.deepEqual(sent, [])
    assert((await ask('status')).ok)
  })
})

test('the log, where one is asked for, has names of operations and codes and no PIN', async () => {
  const lines: string[] = []
  const { slot } = makeSlot(file)
  await withHost({ slot, log: (op, code) => lines.push(`${op} ${code}`) }, async ({ ask, sendRaw }) => {
    await ask('log-in', login)
    await ask('log-in', { ...login, pin: '9999' })
    await sendRaw({ op: 'log-in', pin: '9999' })
  })
  assert.deepEqual(lines, ['log-in ok', 'log-in CARD_PIN_WRONG', 'unreadable REQUEST_MALFORMED'])
})
