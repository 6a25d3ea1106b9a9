/** Whose move it is when the card could not be used. */
export type Move = 'citizen' | 'operator' | 'developer'

export type Facts = Readonly<Record<string, string | number | boolean>>

export type CallOptions = { readonly signal?: AbortSignal }

export type Timeouts = {
  /** Until the extension says that it is there (default: one second). */
  readonly readyMs?: number
  /** Until an operation ends or the citizen asks for more time (default: three minutes). */
  readonly endMs?: number
}

export type CardClientOptions = {
  /** Another than ours: an operator's own build from another key. */
  readonly extensionId?: string
  readonly timeouts?: Timeouts
  /** Where `chrome` and `navigator` are looked for (default: `globalThis`). */
  readonly browser?: object
}

export type CertificateStatus = {
  readonly issuer: 'test' | 'jpki' | 'other'
  readonly notBefore: string
  readonly notAfter: string
}

/** What is there, down to the card; nothing of it says whose card it is. */
export type CardStatus = {
  readonly extensionVersion: string
  readonly hostVersion: string
  readonly host: {
    readonly pcsc: 'ready' | 'missing'
    readonly readers: readonly { readonly name: string; readonly hasCard: boolean; readonly isInUse: boolean }[]
    readonly card?: {
      readonly code?: string
      readonly applications: readonly ('jpki' | 'attributes')[]
      readonly authenticationCertificate?: CertificateStatus
      readonly hasSigningCertificate?: boolean
      readonly tries: Readonly<Partial<Record<'authentication' | 'attributes' | 'signing', number>>>
    }
  }
}

/** base64url, as the portal's log-in takes them. */
export type LogIn = { readonly certificate: string; readonly signature: string; readonly wrappingKey: string }
export type VaultKey = { readonly certificate: string; readonly wrappingKey: string }

/**
 * 氏名・住所・生年月日 (YYYY-MM-DD, zeros for a part that is unknown: 1925-00-00)・性別 (1 male, 2 female, 9 not applicable).
 */
export type Attributes = {
  readonly name: string
  readonly address: string
  readonly birthDate: string
  readonly sex: '1' | '2' | '9'
}

export type Signed = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly signer: {
    readonly name: string
    readonly address: string
    readonly birthDate?: string
    readonly sex?: '1' | '2' | '3'
    readonly nameSubstitutes?: string
    readonly addressSubstitutes?: string
  }
}

export type SignRequest = {
  /** As the citizen reads it in the window. */
  readonly name: string
  /** A PDF of 20 MB at most. */
  readonly bytes: Uint8Array | Blob
  /** How many bytes of the document are handed over. */
  readonly onProgress?: (progress: { readonly sentBytes: number; readonly sizeBytes: number }) => void
}

/** Every promise rejects with a `CardClientError` and with nothing else. */
export type CardClient = {
  /** Opens no window and costs no try. */
  status(options?: CallOptions): Promise<CardStatus>
  /** `challenge` and `vaultSalt`: 32 to 128 bytes in base64url, from the server. */
  logIn(request: { readonly challenge: string; readonly vaultSalt: string }, options?: CallOptions): Promise<LogIn>
  vaultKey(request: { readonly vaultSalt: string }, options?: CallOptions): Promise<VaultKey>
  attributes(options?: CallOptions): Promise<Attributes>
  sign(request: SignRequest, options?: CallOptions): Promise<Signed>
}

export declare class CardClientError extends Error {
  constructor(code: string, facts?: Facts)
  readonly code: string
  readonly move: Move
  readonly facts: Facts
}

/** The id of the extension that this library is made for. */
export declare const defaultExtensionId: string
/** Every code that this version knows. */
export declare const moves: Readonly<Record<string, Move>>
/** Whose move it is; a code that a newer extension may say is the operator's. */
export declare function moveOf(code: string): Move
export declare function openCardClient(options?: CardClientOptions): CardClient
