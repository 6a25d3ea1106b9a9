import type { Bytes } from '@madoguchi/kit'
import { attributesAid, attributesPinFile, authenticationPinFile, jpkiAid, signingPasswordFile } from './application.ts'

/** 利用者証明用電子証明書の暗証番号、券面事項入力補助用の暗証番号、署名用電子証明書の暗証番号. */
export type CardSecret = 'authentication' | 'attributes' | 'signing'

/** Where each secret lies. */
export const secretFiles = {
  authentication: { aid: jpkiAid, pinFile: authenticationPinFile },
  attributes: { aid: attributesAid, pinFile: attributesPinFile },
  signing: { aid: jpkiAid, pinFile: signingPasswordFile },
} as const satisfies Record<CardSecret, { readonly aid: Bytes; readonly pinFile: number }>
