import { AppError } from '@madoguchi/kit'
import { readDerOrPem, revocationReasons } from '@madoguchi/nation'
import type { Command } from '@madoguchi/party'
import { configOption, textOf, usageError } from '@madoguchi/party'
import { dataOption } from '../data-option.ts'
import { withDesk } from '../with-desk.ts'

export const registryRevoke: Command = {
  name: 'registry revoke',
  summary: 'revoke a certificate that the registry issued or enrolled',
  examples: ['madoguchi registry revoke --cert card.pem --reason keyCompromise'],
  options: {
    cert: { type: 'string', value: 'FILE', help: "the card's authentication certificate, PEM or DER" },
    reason: { type: 'string', value: 'WORD', help: `${revocationReasons.join(', ')} (default: unspecified)` },
    config: { ...configOption, help: 'the registry of this configuration, in place of the demo' },
    data: dataOption,
  },
  async run(values, surroundings) {
    const { out } = surroundings
    const file = textOf(values, 'cert')
    const reason = textOf(values, 'reason') ?? 'unspecified'
    if (file === undefined) throw usageError('証明書を指定してください: --cert FILE')
    if (!revocationReasons.some((one) => one === reason))
      throw usageError(
        `--reason には ${revocationReasons.join('、')} のどれかを指定してください。「${reason}」はありません。`,
      )
    const certificate = await readDerOrPem(file, 'CERTIFICATE')
    const revoked = await withDesk({ values, surroundings }, (desk) => desk.revoke(certificate, reason))
    if (!revoked.ok) {
      const isUnknown = revoked.code === 'CERTIFICATE_UNKNOWN'
      const sentence = isUnknown
        ? 'この証明書は、ここで発行も登録もされていません。'
        : 'ファイルに X.509 証明書(PEM か DER)がありません。'
      throw new AppError(revoked.code, `${sentence}(${revoked.code})`)
    }
    out(`${file} is revoked.\n`)
    return 0
  },
}
