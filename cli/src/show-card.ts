import type { LogInResult } from '@madoguchi/card'
import { base64url } from '@madoguchi/kit'

/** What a portal is shown of a card that logged in (`POST /api/v1/sessions`). */
type Shown = {
  readonly login: string
  readonly certificate: string
  readonly signature: string
  readonly wrappingKey: string
}

/** Shows a portal what the card made; the key of the vault is wiped then, whatever the portal answered. */
export async function showCard<T>(
  { certificate, signature, wrappingKey }: LogInResult,
  { login, show }: { login: string; show: (body: Shown) => Promise<T> },
): Promise<T> {
  try {
    return await show({
      login,
      certificate: base64url.encode(certificate),
      signature: base64url.encode(signature),
      wrappingKey: base64url.encode(wrappingKey ?? new Uint8Array(0)),
    })
  } finally {
    wrappingKey?.fill(0)
  }
}
