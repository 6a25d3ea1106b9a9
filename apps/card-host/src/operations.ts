import type { HostOp } from '@madoguchi/card/protocol'
import { attributes } from './operation/attributes.ts'
import { takeDocument } from './operation/document.ts'
import { fetchSigned } from './operation/fetch.ts'
import { logIn } from './operation/log-in.ts'
import { look } from './operation/look.ts'
import { sign } from './operation/sign.ts'
import { status } from './operation/status.ts'
import { vaultKey } from './operation/vault-key.ts'
import type { Operation } from './operation.ts'

/** All that this program does. Nothing here takes a digest, reads the My Number or changes a PIN. */
export const operations: { readonly [Op in HostOp]: Operation<Op> } = {
  status,
  look,
  'log-in': logIn,
  'vault-key': vaultKey,
  attributes,
  document: takeDocument,
  sign,
  fetch: fetchSigned,
}
