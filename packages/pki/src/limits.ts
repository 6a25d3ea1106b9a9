/** Everything a stranger can send us has an end. */
export const limits = {
  certificateBytesMax: 8 * 1024,
  crlBytesMax: 64 * 1024 * 1024,
  crlEntriesMax: 1_000_000,
  ocspBytesMax: 32 * 1024,
  ocspAnswersMax: 16,
  /** A signature with a time stamp that names its authority's chain is 25 deep. */
  nestingMax: 32,
  /** The same with the certificates and revocation lists that others put into it. */
  berNestingMax: 64,
  extensionsMax: 32,
  serialBytesMax: 20,
  /** Certificates in a path, the leaf included, the anchor not. */
  chainMax: 4,
  intermediatesMax: 8,
  anchorsMax: 64,
  /** Signatures checked while one path is looked for. */
  signatureChecksMax: 32,
  rsaBitsMin: 2048,
  rsaBitsMax: 4096,
} as const
