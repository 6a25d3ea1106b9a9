const kB = 1024
const bodySizeBytesMax = 64 * kB
const datumSizeBytesMax = 256 * kB
/** A sealed datum is a whole envelope with the seal around it: signature, path, ids, encapsulated key and tag. */
const payloadSizeBytesMax = datumSizeBytesMax + 4 * kB
/** Name, ids, parties and the heads of the fields. */
const contentSizeBytesMax = bodySizeBytesMax + payloadSizeBytesMax + kB

/** Everything that a peer can make large has its bound here. Sizes in bytes. */
export const limits = {
  bodySizeBytesMax,
  /** What a provider may put into one answer before it is signed and sealed. */
  datumSizeBytesMax,
  payloadSizeBytesMax,
  contentSizeBytesMax,
  /** A content, its proof and one enclosure of full size. */
  envelopeSizeBytesMax: 2 * contentSizeBytesMax,
  wordSizeBytesMax: 64,
  enclosuresMax: 2,
  pathLengthMax: 20,
  /** As many as a path of that length can prove. */
  signedTogetherMax: 2 ** 20,
  batchMessagesMax: 256,
  batchSizeBytesMax: 8 * kB * kB,
  receiptSizeBytesMax: 64 * kB,
  directorySizeBytesMax: 16 * kB * kB,
  directoryPartiesMax: 10_000,
} as const
