import { AppError } from '@madoguchi/kit'
import { readDerOrPem } from '@madoguchi/nation'
import type { Command } from '@madoguchi/party'
import { configOption, textOf, usageError } from '@madoguchi/party'
import { dataOption } from '../data-option.ts'
import { withDesk } from '../with-desk.ts'

const sentences: Readonly<Record<string, string>> = {
  RESIDENT_UNKNOWN: 'There is no such resident; "madoguchi registry residents" lists them.',
  CERT_TAKEN: 'This certificate belongs to another resident already.',
  CERT_REVOKED: 'This certificate was revoked; a revoked certificate does not come back.',
  CERT_OF_JPKI:
    'This is a certificate of J-LIS (O=JPKI). Keeping and verifying those needs a certification by law (公的個人認証法17条); use a test card.',
  CERT_MALFORMED: 'The file holds no X.509 certificate (PEM or DER).',
  CERT_EXPIRED: 'This certificate has expired.',
  CERT_POLICY: 'This certificate is not for logging in: its policies lack 1.2.392.200149.8.5.1.3.30.',
  CERT_KEY_USAGE: 'This certificate is not for logging in: its keyUsage lacks digitalSignature.',
  CERT_EXTENDED_KEY_USAGE: 'This certificate is not for logging in: its extendedKeyUsage lacks clientAuth.',
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
    if (file === undefined) throw usageError('Say which certificate: --cert FILE.')
    if (resident === undefined) throw usageError('Say whose it is: --resident ID.')
    const certificate = await readDerOrPem(file, 'CERTIFICATE')
    const enrolled = await withDesk({ values, surroundings }, (desk) => desk.enrol(certificate, resident))
    if (!enrolled.ok)
      throw new AppError(
        enrolled.code,
        `${sentences[enrolled.code] ?? 'This certificate cannot be enrolled.'} (${enrolled.code})`,
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
