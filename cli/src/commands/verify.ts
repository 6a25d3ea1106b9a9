import type { Bytes } from '@madoguchi/kit'
import { systemClock } from '@madoguchi/kit'
import { findSealAnchor, findSigningAnchor, readTrustAnchors } from '@madoguchi/nation'
import type { SignatureReport } from '@madoguchi/pades'
import { isNoPdf, verifySignedPdf } from '@madoguchi/pades'
import type { Command } from '@madoguchi/party'
import { textOf, textsOf, usageError } from '@madoguchi/party'
import { compareVerdicts } from '../compare-verdicts.ts'
import { dataFolderOf, dataOption } from '../data-option.ts'
import { documentError, readDocument } from '../read-document.ts'
import { saveSigned } from '../save-signed.ts'
import { renderSignatureReport, renderUncheckable } from '../signature-report.ts'

/** As the portal's configuration names them, so that both say the same of a document. */
const timeStampVariable = 'MADOGUCHI_TIME_STAMP_TRUST_ANCHORS'

export const verify: Command = {
  name: 'verify',
  operand: 'FILE.pdf',
  summary: 'tell who signed a PDF and whether it was changed; status 0 when every signature is good, 3 when not',
  examples: [
    'madoguchi verify signed.pdf',
    'madoguchi verify signed.pdf --trust ca.pem --time-stamp-trust tsa-ca.pem',
    'madoguchi verify signed.pdf --save-signed as-signed.pdf',
    'madoguchi verify --folder documents --verdicts pdfsig.tsv',
  ],
  options: {
    trust: {
      type: 'string',
      value: 'FILE',
      multiple: true,
      help: 'a CA certificate (PEM or DER) whose signers you believe, besides the CA of the demo',
    },
    'time-stamp-trust': {
      type: 'string',
      value: 'FILE',
      multiple: true,
      help: 'a CA certificate whose time-stamp authorities you believe',
    },
    'save-signed': {
      type: 'string',
      value: 'FILE',
      help: 'save the document as it was when it was first signed, without what came later; never over another file',
    },
    folder: { type: 'string', value: 'DIR', help: 'look at every PDF of a folder, with --verdicts' },
    verdicts: { type: 'string', value: 'FILE.tsv', help: 'what another program says of each of them, to be compared' },
    data: dataOption,
  },
  settings: { [timeStampVariable]: 'the same as --time-stamp-trust, beside it: FILE, FILE' },
  async run(values, { out, environment }) {
    const read = async (anchorFiles: readonly string[]) =>
      (await readTrustAnchors({ anchorFiles })).map(({ anchor }) => anchor)
    const named = environment[timeStampVariable]?.split(',').map((file) => file.trim()) ?? []
    const own = await findSigningAnchor(dataFolderOf(values))
    const seals = await findSealAnchor(dataFolderOf(values))
    const options = {
      sealAnchors: seals === undefined ? [] : [seals],
      anchors: [...(await read(textsOf(values, 'trust'))), ...(own === undefined ? [] : [own])],
      timeStampAnchors: await read([...textsOf(values, 'time-stamp-trust'), ...named.filter((file) => file !== '')]),
      at: systemClock.now(),
    }
    const [folder, verdicts] = [textOf(values, 'folder'), textOf(values, 'verdicts')]
    if (folder !== undefined && verdicts !== undefined) {
      const look = async (pdf: Bytes) => {
        const verified = await verifySignedPdf(pdf, options)
        return verified.ok ? verified.value : { refused: verified.code }
      }
      const { lines, isMissed } = await compareVerdicts({ folder, verdicts, look })
      out(lines.map((line) => `${line}\n`).join(''))
      return isMissed ? 3 : 0
    }
    if (folder !== undefined || verdicts !== undefined)
      throw usageError('--folder と --verdicts は、いっしょに指定してください。')
    const { pdf } = await readDocument(values)
    const verified = await verifySignedPdf(pdf, options)
    if (!verified.ok) {
      if (isNoPdf(verified)) throw documentError('DOCUMENT_MALFORMED', verified.facts)
      out(renderUncheckable(verified.code))
      return 3
    }
    const reports = verified.value
    if (reports.length === 0) out('この文書に署名はありません。\n')
    const isSigned = ({ kind }: SignatureReport) => kind !== 'document time stamp'
    for (const [index, report] of reports.entries()) {
      const number = reports.slice(0, index + 1).filter((one) => isSigned(one) === isSigned(report)).length
      out(renderSignatureReport(report, number))
    }
    const target = textOf(values, 'save-signed')
    if (target !== undefined) {
      await saveSigned(pdf, reports, target)
      out(`署名したときの文書を ${target} に保存しました。\n`)
    }
    const signatures = reports.filter(isSigned)
    // A time stamp of an authority that is not trusted counts as none, one that is broken does not.
    const isWhole = reports.every(({ verdict }) => verdict.kind !== 'broken')
    return isWhole && signatures.length > 0 && signatures.every(({ isGood }) => isGood) ? 0 : 3
  },
}
