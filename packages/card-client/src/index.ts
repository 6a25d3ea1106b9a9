export type {
  Attributes,
  CallOptions,
  CardClient,
  CardClientOptions,
  CardStatus,
  LogIn,
  Move,
  Signed,
  SignRequest,
  VaultKey,
} from './browser/card-client.js'
export { CardClientError, defaultExtensionId, moveOf, moves, openCardClient } from './browser/card-client.js'
export { readCardClient } from './read-card-client.ts'
