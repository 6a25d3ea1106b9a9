import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTlsIdentity } from '@madoguchi/delivery'
import { AppError } from '@madoguchi/kit'
import { makeSmtpMailer, readSmtpUrl } from './smtp-mailer.ts'
import { openSmtpServer } from './smtp-server.fixture.ts'

const from = 'noreply@portal.example'
const mail = {
  to: 'ken@example.jp',
  subject: '届きました: 2件',
  text: '内容は、ログインすると見られます。\n.点で始まる行\n',
}

/** The text of a mail as it went over the wire. */
function decode(raw: string): string {
  const [head = '', ...body] = raw.split('\n\n')
  const text = body.join('\n\n')
  return /base64/i.test(head) ? Buffer.from(text, 'base64').toString('utf8') : decodeQuoted(text)
}

function decodeQuoted(text: string): string {
  const bytes = text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, code) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

test('a mail reaches the server whole: from, to, subject, text and nothing of anybody else', async () => {
  await using server = await openSmtpServer()
  await makeSmtpMailer({ url: `smtp://127.0.0.1:${server.port}`, from }).send(mail)
  assert.ok(server.lines.includes('MAIL FROM:<noreply@portal.example>'), server.lines.join())
  assert.ok(server.lines.includes('RCPT TO:<ken@example.jp>'))
  const [raw = ''] = server.mails
  assert.match(raw, /^From: noreply@portal\.example$/m)
  assert.match(raw, /^To: ken@example\.jp$/m)
  assert.match(raw, /^Subject: =\?UTF-8\?/m)
  assert.match(raw, /^Auto-Submitted: auto-generated$/m)
  assert.match(decode(raw), /内容は、ログインすると見られます。/)
  assert.doesNotMatch(raw, /^X-Mailer|127\.0\.0\.1.*by/m)
})

test('credentials of the URL are used, decoded', async () => {
  await using server = await openSmtpServer()
  await makeSmtpMailer({ url: `smtp://user%40portal:p%3Ass@127.0.0.1:${server.port}`, from }).send(mail)
  const auth = server.lines.find((line) => line.startsWith('AUTH PLAIN')) ?? ''
  assert.equal(Buffer.from(auth.slice('AUTH PLAIN '.length), 'base64').toString('utf8'), '\0user@portal\0p:ss')
})

test('a refusal for good is told from one that may pass, and neither repeats the address', async () => {
  const cases = [
    ['550 no such user ken@example.jp', 'MAIL_REFUSED'],
    ['450 try again ken@example.jp', 'MAIL_UNAVAILABLE'],
  ] as const
  for (const [word, code] of cases) {
    await using server = await openSmtpServer({ says: (line) => (line.startsWith('RCPT') ? word : undefined) })
    const sent = makeSmtpMailer({ url: `smtp://127.0.0.1:${server.port}`, from }).send(mail)
    await assert.rejects(sent, (error) => {
      assert.ok(error instanceof AppError)
      assert.equal(error.code, code)
      assert.doesNotMatch(`${error.message}${JSON.stringify(error.facts)}${String(error.cause)}`, /ken@/)
      return true
    })
  }
})

test('wrong credentials, a server that hangs up and one that is not there are nobody’s address', async () => {
  const says = (line: string) => (line.startsWith('AUTH') ? '535 wrong' : undefined)
  await using strict = await openSmtpServer({ says })
  const url = `smtp://u:p@127.0.0.1:${strict.port}`
  await assert.rejects(makeSmtpMailer({ url, from }).send(mail), { code: 'MAIL_UNAVAILABLE' })
  const gone = await openSmtpServer()
  await gone[Symbol.asyncDispose]()
  const dead = makeSmtpMailer({ url: `smtp://127.0.0.1:${gone.port}`, from })
  await assert.rejects(dead.send(mail), { code: 'MAIL_UNAVAILABLE' })
})

test('what names a mail server is taken, and nothing else is', () => {
  assert.equal(readSmtpUrl(' smtps://u:p@mail.example:465\n'), 'smtps://u:p@mail.example:465')
  assert.equal(readSmtpUrl('smtp://localhost'), 'smtp://localhost')
  for (const bad of [
    '',
    'mail.example',
    'https://mail.example',
    'smtp://',
    'smtp://mail.example/x',
    'smtp://mail.example?tls=no',
  ])
    assert.throws(() => readSmtpUrl(bad), TypeError, bad)
})

/** This computer under an address that does not say so. */
const elsewhere = '[::ffff:127.0.0.1]'

test('over a network nothing is said in plain text: no STARTTLS, no mail', async () => {
  await using server = await openSmtpServer()
  const mailer = makeSmtpMailer({ url: `smtp://u:p@${elsewhere}:${server.port}`, from })
  await assert.rejects(mailer.send(mail), { code: 'MAIL_UNAVAILABLE' })
  assert.deepEqual(
    server.lines.filter((line) => /^(AUTH|MAIL|RCPT|DATA)/.test(line)),
    [],
  )
})

test('nor to a server whose certificate nobody vouches for, with TLS from the start or when asked', async () => {
  const { privateKeyPem: key, certificatePem: cert } = makeTlsIdentity()
  for (const [when, scheme] of [
    ['when-asked', 'smtp'],
    ['at-once', 'smtps'],
  ] as const) {
    await using server = await openSmtpServer({ tls: { key, cert, when } })
    const mailer = makeSmtpMailer({ url: `${scheme}://u:p@${elsewhere}:${server.port}`, from })
    await assert.rejects(mailer.send(mail), { code: 'MAIL_UNAVAILABLE' })
    assert.ok(!server.lines.some((line) => /^(AUTH|MAIL|RCPT|DATA)/.test(line)), when)
  }
})
