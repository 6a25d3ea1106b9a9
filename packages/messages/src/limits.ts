/** Everything that a peer can make large has its bound here. Sizes in bytes. */
export const limits = {
  contentSizeBytesMax: 320 * 1024,
  bodySizeBytesMax: 64 * 1024,
  payloadSizeBytesMax: 256 * 1024,
  enclosuresMax: 2,
  pathLengthMax: 20,
  batchMessagesMax: 256,
  batchSizeBytesMax: 8 * 1024 * 1024,
  directorySizeBytesMax: 4 * 1024 * 1024,
  directoryPartiesMax: 10_000,
} as const
