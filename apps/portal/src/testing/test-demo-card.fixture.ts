import { base64 } from '@madoguchi/kit'
import { encodePrivateKey } from '@madoguchi/pki/issue'
import type { CardFile } from '@madoguchi/virtual-card'
import { openVirtualCard } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import type { DemoCards } from '../shell/deps.ts'
import type { TestCard } from './test-trust.fixture.ts'

export const testPin = '1234'

/** A real virtual card with a certificate of the test CA, lent like the sandbox's demo cards. It forgets no counter. */
export function makeDemoCards(): DemoCards & { insert(card: TestCard): void } {
  let file: CardFile | undefined
  return {
    insert(card) {
      const blank = makeTestCardFile()
      const credential = {
        privateKeyPem: encodePrivateKey(card.privateKey),
        certificate: base64.encode(card.certificate.der),
      }
      file = { ...blank, authentication: { ...blank.authentication, ...credential } }
    },
    list: async () => [{ name: 'hanako', holder: '見本 花子', pin: testPin }],
    async unlock() {
      if (file !== undefined)
        file = {
          ...file,
          authentication: { ...file.authentication, triesLeft: 3 },
          attributes: { ...file.attributes, triesLeft: 3 },
        }
    },
    async withCard(_name, use) {
      if (file === undefined) throw new Error('no card was put in')
      const card = openVirtualCard({
        file,
        onChange: (changed) => {
          file = changed
        },
      })
      return use(card.transmit)
    },
  }
}
