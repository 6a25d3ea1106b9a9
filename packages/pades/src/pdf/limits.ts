/** Everything that a document can ask of us has an end. What `Budget` counts is for all signatures of a document together. */
export const limits = {
  documentBytesMax: 20 * 1024 * 1024,
  nestingMax: 64,
  referencesMax: 32,
  pageNodesMax: 10_000,
  signaturesMax: 64,
  nameBytesMax: 127,
} as const

/** What one document may cost from its first byte to its last, whoever reads it and however many versions it has. */
export const budgetMax = {
  /** Bytes looked at, all objects and sections together, each time they are. */
  bytes: 64 * 1024 * 1024,
  values: 500_000,
  /** Entries of all cross-reference sections and object streams together. */
  entries: 1_000_000,
  sections: 1_000,
  inflatedBytes: 32 * 1024 * 1024,
  /** Bytes of rows whose predictor is undone. */
  undoneBytes: 16 * 1024 * 1024,
  /** Form fields looked at, in every version of the document. */
  fields: 200_000,
  /** Objects looked for in a section, numbers and entries compared between two versions. */
  steps: 4_000_000,
  /** Signatures and time stamps, as DER. */
  derBytes: 4 * 1024 * 1024,
  /** Bytes hashed to check signatures: the largest document thirty times. */
  hashedBytes: 640 * 1024 * 1024,
} as const
