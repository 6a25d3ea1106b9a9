import type { SigningKey } from '@madoguchi/messages'
import { makeSigningKeyPem, readSigningKey } from '@madoguchi/messages'
import type { CastParty } from './cast/model.ts'
import type { DataFolder } from './data-folder.ts'
import { keepSecretText } from './data-folder.ts'

/** A party's signing key, made once. */
export async function openPartyKey(folder: DataFolder, { id }: Pick<CastParty, 'id'>): Promise<SigningKey> {
  return readSigningKey(await keepSecretText(folder, `${id.replaceAll('-', '_')}-signing.pem`, makeSigningKeyPem))
}
