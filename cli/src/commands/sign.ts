import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { signWithSigningKey, type Transmit } from '@madoguchi/card'
import { withCard } from '@madoguchi/card/pcsc'
import { AppError, ok, systemClock, systemRandom, type Verdict } from '@madoguchi/kit'
import { makeCardReader, openNationFolder } from '@madoguchi/nation'
import { prepareSignature, requestTimeStamp } from '@madoguchi/pades'
import type { Command, Values } from '@madoguchi/party'
import { textOf, usageError } from '@madoguchi/party'
import { parseCertificate } from '@madoguchi/pki'
import { cardOptions } from '../card-options.ts'
import { signSentenceOf } from '../card-sentences.ts'
import { dataFolderOf } from '../data-option.ts'
import { documentError, readDocument } from '../read-document.ts'

type Signed = { readonly certificate: Uint8Array; readonly signature: Uint8Array }

export const sign: Command = {
  name: 'sign',
  operand: 'FILE.pdf',
  summary: 'sign a PDF with the signing key of your card (PAdES)',
  examples: [
    'printf ABC123 | madoguchi sign letter.pdf --out signed.pdf --pin-stdin',
    'printf ABC123 | madoguchi sign letter.pdf --out signed.pdf --reader "Virtual PCD 00 00" --pin-stdin',
  ],
  options: {
    out: { type: 'string', value: 'FILE', help: 'where to save the signed document; never the document itself' },
    reader: cardOptions.reader,
    card: cardOptions.card,
    data: cardOptions.data,
    'pin-stdin': {
      type: 'boolean',
      help: 'read the signing password from standard input; it never stands in the call',
    },
    'accept-last-try': cardOptions['accept-last-try'],
    'time-stamp': { type: 'string', value: 'URL', help: 'ask this time-stamp authority (RFC 3161) when it was signed' },
    reason: { type: 'string', value: 'TEXT', help: 'why you sign, written into the document' },
  },
  async run(values, { out, readStdin }) {
    const { file, pdf } = await readDocument(values)
    const target = textOf(values, 'out')
    if (target === undefined || resolve(target) === resolve(file))
      throw usageError('Say where to save the signed document: --out FILE, another than the document.')
    if (values['pin-stdin'] !== true) throw usageError('Give the password on standard input and say --pin-stdin.')
    const reason = textOf(values, 'reason')
    const prepared = prepareSignature({ pdf, at: systemClock.now(), ...(reason === undefined ? {} : { reason }) })
    if (!prepared.ok) throw documentError(prepared.code, prepared.facts)
    const password = (await readStdin()).replace(/\r?\n$/, '')
    const signed = await withCardOf(values, (transmit) =>
      signWithSigningKey(transmit, {
        password,
        acceptLastTry: values['accept-last-try'] === true,
        // A card of J-LIS is stopped before its password is tried, as at the log-in.
        checkCertificate: isTestCard,
        compose: async (certificate) => ok(prepared.value.composeSignedAttributes(certificate)),
      }),
    )
    if (!signed.ok) throw new AppError(signed.code, signSentenceOf(signed.code, signed.facts), { facts: signed.facts })
    const timeStamp = await stamp(textOf(values, 'time-stamp'), signed.value.signature)
    await writeFile(target, prepared.value.assemble({ ...signed.value, ...timeStamp }), { mode: 0o600 })
    out(`署名した文書を ${target} に保存しました。氏名・住所・生年月日・性別が、電子証明書として文書に入っています。\n`)
    return 0
  },
}

function withCardOf(
  values: Values,
  use: (transmit: Transmit) => Promise<Verdict<Signed, string>>,
): Promise<Verdict<Signed, string>> {
  const [name, reader] = [textOf(values, 'card'), textOf(values, 'reader')]
  if (name === undefined)
    return withCard({ timeoutMs: 10_000, ...(reader === undefined ? {} : { readerName: reader }) }, use)
  return openNationFolder(dataFolderOf(values)).then((folder) => makeCardReader(folder)(name, use))
}

function isTestCard(certificate: Uint8Array): boolean {
  const read = parseCertificate(certificate)
  return read.ok && read.value.issuer.O?.trim().toUpperCase() !== 'JPKI'
}

async function stamp(url: string | undefined, signature: Uint8Array): Promise<{ timeStampToken?: Uint8Array }> {
  if (url === undefined) return {}
  const token = await requestTimeStamp({ url, fetch, signature, random: systemRandom })
  if (token.ok) return { timeStampToken: token.value }
  throw new AppError(
    token.code,
    `タイムスタンプを受け取れませんでした。文書は保存していません。時間をおいて試すか、--time-stamp をつけずに署名してください。(${token.code})`,
  )
}
