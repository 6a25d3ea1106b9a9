import { receiptNumberOf } from '@madoguchi/filing'
import type { ApiValue } from '../shell/operation.ts'
import type { Applying } from './applying.ts'
import type { KeptAttachment } from './attachments.ts'
import { compareSigner, isOtherSigner } from './compare-signer.ts'
import type { Prepared } from './prepared.ts'
import { digestToSend } from './shown-form.ts'

/** A paper of a draft as the API tells it. */
export function tellPaper({ attachment, name, mediaType, sizeBytes, sha256 }: KeptAttachment): ApiValue<'Paper'> {
  return { paper: attachment, name, mediaType, sizeBytes, sha256 }
}

/** What would be sent, as the API tells it: with who signed, beside whoever the form says. */
export function tellPrepared(
  { fill, offer, desk, attachments, signedBy }: Applying,
  prepared: Prepared,
): ApiValue<'PreparedFiling'> {
  const { filing, madeAt, form, signed } = prepared
  const isReady = signedBy === 'session' || signed !== undefined
  return {
    ...{ draft: fill.draft.draft, filing, signedBy },
    number: receiptNumberOf(filing),
    madeAt: madeAt.toISOString(),
    addressee: offer.offer.addressee,
    municipalityName: fill.municipalityName,
    intake: desk.intake,
    form: { sizeBytes: form.sizeBytes, sha256: form.sha256 },
    signed: signed === undefined ? null : tellSigned(fill, signed),
    papers: attachments.map(tellPaper),
    toSend: isReady ? digestToSend(prepared) : null,
  }
}

function tellSigned(
  { filling }: Applying['fill'],
  { sizeBytes, sha256, signer }: NonNullable<Prepared['signed']>,
): NonNullable<ApiValue<'PreparedFiling'>['signed']> {
  const rows = compareSigner(filling, signer)
  const { name, address, birthDate = null, sex = null } = signer
  return {
    ...{ sizeBytes, sha256, signer: { name, address, birthDate, sex } },
    compared: rows.map(({ attribute, claimed = null, is }) => ({ attribute, claimed, is })),
    isOther: isOtherSigner(rows),
  }
}
