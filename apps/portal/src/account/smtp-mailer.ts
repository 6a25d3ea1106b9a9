import { AppError, secondMs } from '@madoguchi/kit'
import { createTransport } from 'nodemailer'
import type { Mailer } from '../shell/deps.ts'

type SmtpOptions = {
  /** `smtps://user:password@mail.example:465`, or `smtp://…:587`, which has to offer STARTTLS unless it is on loopback. */
  readonly url: string
  /** `みほん窓口 <noreply@portal.example>` or an address alone. */
  readonly from: string
}

/**
 * Sends by SMTP (RFC 5321), never in plain text over a network. Throws AppError MAIL_REFUSED for what the server will never
 * take (5xx), MAIL_UNAVAILABLE for anything that may be better later.
 */
export function makeSmtpMailer({ url, from }: SmtpOptions): Mailer {
  const { protocol, hostname, port, username, password } = new URL(url)
  const isTls = protocol === 'smtps:'
  const host = hostname.replace(/^\[|\]$/g, '')
  const transport = createTransport({
    host,
    port: port === '' ? (isTls ? 465 : 587) : Number(port),
    secure: isTls,
    requireTLS: !isTls && !isLoopback(host),
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: 10 * secondMs,
    greetingTimeout: 10 * secondMs,
    socketTimeout: 30 * secondMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, subject, text }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        throw toAppError(error)
      }
    },
  }
}

/** A line that says where the mail server is, as it is. Throws TypeError for what is no `smtp:` or `smtps:` address. */
export function readSmtpUrl(text: string): string {
  const url = new URL(text.trim())
  const isWhole = url.hostname !== '' && (url.pathname === '' || url.pathname === '/') && url.search === ''
  if (!isWhole || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')) throw new TypeError('no address of SMTP')
  return url.href
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** What a server says may repeat the address: only its number is kept. */
function toAppError(error: unknown): AppError {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown }
  const status = typeof responseCode === 'number' ? responseCode : 0
  const facts = { status, reason: typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : 'UNKNOWN' }
  // Of credentials that are refused nobody's address is to blame.
  return status >= 500 && code !== 'EAUTH'
    ? new AppError('MAIL_REFUSED', 'The mail server refused a mail for good.', { facts })
    : new AppError('MAIL_UNAVAILABLE', 'The mail server took no mail.', { facts })
}
