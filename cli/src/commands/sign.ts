import { signWithSigningKey } from '@madoguchi/card'
import { AppError, no, ok, systemClock } from '@madoguchi/kit'
import { findSigningAnchor, readTrustAnchors } from '@madoguchi/nation'
import { prepareSignature } from '@madoguchi/pades'
import type { Command, Values } from '@madoguchi/party'
import { textOf, textsOf, usageError } from '@madoguchi/party'
import { cardOptions } from '../card-options.ts'
import { signSentenceOf } from '../card-sentences.ts'
import { dataFolderOf } from '../data-option.ts'
import { isTestCard } from '../is-test-card.ts'
import { documentError, readDocument } from '../read-document.ts'
import { nameSigner } from '../signing/name-signer.ts'
import { demandNewFile, writeNewFile } from '../signing/new-file.ts'
import { renderSeal } from '../signing/render-seal.ts'
import { readAuthorityAddress, readSealPlace, sealOptions } from '../signing/sign-options.ts'
import { checkSigningCertificate, readRevocationList } from '../signing/signing-certificate.ts'
import { demandAuthority, stampSignature } from '../signing/stamp-signature.ts'
import { withSigningCard } from '../signing/with-signing-card.ts'

/** As the portal's configuration names it. */
const crlVariable = 'MADOGUCHI_SIGNING_CRL_URL'

export const sign: Command = {
  name: 'sign',
  operand: 'FILE.pdf',
  summary: 'sign a PDF with the signing key of your card (PAdES)',
  examples: [
    'printf ABC123 | madoguchi sign letter.pdf --out signed.pdf --pin-stdin',
    'printf ABC123 | madoguchi sign letter.pdf --out signed.pdf --seal --reader "Virtual PCD 00 00" --pin-stdin',
  ],
  options: {
    out: { type: 'string', value: 'FILE', help: 'where to save the signed document: a file that is not there yet' },
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
    ...sealOptions,
    crl: {
      type: 'string',
      value: 'PLACE',
      multiple: true,
      help: 'a revocation list, file or address: a certificate that it names signs nothing',
    },
    trust: {
      type: 'string',
      value: 'FILE',
      multiple: true,
      help: 'a CA certificate (PEM or DER) whose lists are believed, besides the CA of the demo',
    },
  },
  settings: { [crlVariable]: 'the same as --crl, beside it: an address' },
  async run(values, { out, readStdin, environment }) {
    const { pdf } = await readDocument(values)
    const target = textOf(values, 'out')
    if (target === undefined) throw usageError('署名した文書を保存する場所を指定してください: --out FILE')
    if (values['pin-stdin'] !== true)
      throw usageError('署名用の暗証番号は標準入力から渡し、--pin-stdin を付けてください。')
    const [place, authority] = [readSealPlace(values), readAuthorityAddress(values)]
    const [reason, field] = [textOf(values, 'reason'), textOf(values, 'field')]
    const at = systemClock.now()
    const prepare = async (name: string) => {
      const seal = place && { ...place, drawing: await renderSeal({ name, at }) }
      const prepared = prepareSignature({ pdf, at, ...leaveOut({ reason, field, seal }) })
      if (!prepared.ok) throw documentError(prepared.code, prepared.facts)
      return prepared.value
    }
    // All that can be wrong without the card is said before the password is read; who signs is known only behind it.
    await prepare('')
    await demandNewFile(target)
    const named = environment[crlVariable]
    const lists = await Promise.all(
      [...textsOf(values, 'crl'), ...(named === undefined || named === '' ? [] : [named])].map(readRevocationList),
    )
    const anchors = await readAnchors(values)
    if (authority !== undefined) await demandAuthority(authority)
    const password = (await readStdin()).replace(/\r?\n$/, '')
    let prepared: Awaited<ReturnType<typeof prepare>> | undefined
    let isAsked = false
    const signed = await withSigningCard(values, (transmit) =>
      signWithSigningKey(transmit, {
        password,
        acceptLastTry: values['accept-last-try'] === true,
        // A card of J-LIS is stopped before its password is tried, as at the log-in.
        checkCertificate: isTestCard,
        async compose(certificate) {
          const checked = checkSigningCertificate(certificate, { at, anchors, lists })
          if (!checked.ok) return no(checked.code, checked.facts)
          isAsked = checked.value.isAsked
          prepared = await prepare(nameSigner(certificate))
          return ok(prepared.composeSignedAttributes(certificate))
        },
      }),
    )
    if (!signed.ok) throw new AppError(signed.code, signSentenceOf(signed.code, signed.facts), { facts: signed.facts })
    if (prepared === undefined) throw new AppError('CARD_ANSWER_MALFORMED', signSentenceOf('CARD_ANSWER_MALFORMED', {}))
    const timeStamp = await stampSignature(authority, signed.value.signature)
    // Read again as whoever gets it reads it (`assemble`), and once more from where it was saved.
    await writeNewFile(target, prepared.assemble({ ...signed.value, ...timeStamp }))
    out(tellSaved(target, { filled: prepared.filled, isAsked }))
    return 0
  },
}

async function readAnchors(values: Values) {
  const trusted = await readTrustAnchors({ anchorFiles: textsOf(values, 'trust') })
  const own = await findSigningAnchor(dataFolderOf(values))
  return [...trusted.map(({ anchor }) => anchor), ...(own === undefined ? [] : [own])]
}

function tellSaved(target: string, { filled, isAsked }: { filled: string | undefined; isAsked: boolean }): string {
  return [
    `署名した文書を ${target} に保存しました。保存したものを読み直し、署名が正しいことを確かめました。`,
    filled === undefined ? '' : `文書の署名欄「${filled}」に署名しました。`,
    isAsked ? '' : '電子証明書が失効していないかは、確かめていません(--crl で確かめられます)。',
    '氏名・住所・生年月日・性別が、電子証明書として文書に入っています。\n',
  ].join('')
}

/** Without what was not given. */
function leaveOut<T extends Readonly<Record<string, string | object | undefined>>>(given: T) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }
}
