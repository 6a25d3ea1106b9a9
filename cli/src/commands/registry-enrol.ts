import { AppError } from '@madoguchi/kit'
import { readDerOrPem } from '@madoguchi/nation'
import type { Command } from '@madoguchi/party'
import { configOption, textOf, usageError } from '@madoguchi/party'
import { dataOption } from '../data-option.ts'
import { withDesk } from '../with-desk.ts'

const sentences: Readonly<Record<string, string>> = {
  RESIDENT_UNKNOWN: 'その住民はいません。「madoguchi registry residents」に一覧があります。',
  CERT_TAKEN: 'この証明書は、すでにほかの住民のものです。',
  CERT_REVOKED: 'この証明書は失効しています。失効した証明書は元に戻せません。',
  CERT_OF_JPKI:
    'J-LIS の証明書(O=JPKI)です。保存と検証には法律の認定(公的個人認証法17条)が要ります。試験用のカードを使ってください。',
  CERT_MALFORMED: 'ファイルに X.509 証明書(PEM か DER)がありません。',
  CERT_EXPIRED: 'この証明書は期限が切れています。',
  CERT_POLICY: 'ログイン用の証明書ではありません。ポリシーに 1.2.392.200149.8.5.1.3.30 がありません。',
  CERT_KEY_USAGE: 'ログイン用の証明書ではありません。keyUsage に digitalSignature がありません。',
  CERT_EXTENDED_KEY_USAGE: 'ログイン用の証明書ではありません。extendedKeyUsage に clientAuth がありません。',
}

export const registryEnrol: Command = {
  name: 'registry enrol',
  summary: 'tie a certificate that another CA issued to a resident of the demo',
  examples: [
    'madoguchi registry enrol --cert card.pem --resident hanako',
    'madoguchi registry enrol --cert card.pem --resident 10000000001 --data /var/tmp/demo',
    'madoguchi registry enrol --cert card.pem --resident 10000000001 --config registry.env',
  ],
  options: {
    cert: { type: 'string', value: 'FILE', help: "the card's authentication certificate, PEM or DER" },
    resident: { type: 'string', value: 'ID', help: 'a code that "registry residents" lists, or a demo card\'s name' },
    config: { ...configOption, help: 'the registry of this configuration, in place of the demo' },
    data: dataOption,
  },
  async run(values, surroundings) {
    const { out } = surroundings
    const file = textOf(values, 'cert')
    const resident = textOf(values, 'resident')
    if (file === undefined) throw usageError('証明書を指定してください: --cert FILE')
    if (resident === undefined) throw usageError('だれのものかを指定してください: --resident ID')
    const certificate = await readDerOrPem(file, 'CERTIFICATE')
    const enrolled = await withDesk({ values, surroundings }, (desk) => desk.enrol(certificate, resident))
    if (!enrolled.ok)
      throw new AppError(
        enrolled.code,
        `${sentences[enrolled.code] ?? 'この証明書は登録できません。'}(${enrolled.code})`,
      )
    out(`${file} belongs to resident ${enrolled.value.residentCode} now.\n`)
    if (!enrolled.value.isTrusted)
      out(
        values.config === undefined
          ? 'The demo does not trust its CA at present: start it with --trust-anchor CA-FILE.\n'
          : 'This registry does not trust its CA at present: name it in MADOGUCHI_FOREIGN_TRUST_ANCHORS, here and at the portal.\n',
      )
    return 0
  },
}
