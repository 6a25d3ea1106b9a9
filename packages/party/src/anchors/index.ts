/** CAs of others, in the configuration of the parties that trust cards: portal and registry. */
export { fetchCrl } from './fetch-crl.ts'
export type { ForeignAnchor } from './foreign-anchors.ts'
export {
  foreignAnchorsHelp,
  foreignAnchorsType,
  makeForeignAuthorities,
  noteForeignAnchors,
  timeStampAnchorsHelp,
  timeStampAnchorsType,
} from './foreign-anchors.ts'
export { readAnchor } from './read-anchor.ts'
