/** Reading and writing DER, for what is built around certificates (CMS, time stamps). An export of its own. */

export { readBer } from './ber.ts'
export type { Element } from './der.ts'
export {
  demand as demandForm,
  demandDer,
  MalformedError,
  readBitString,
  readChildren,
  readElement,
  readInteger,
  readOid,
  readWhole,
  tag,
} from './der.ts'
export { encodeElement, encodeInteger, encodeOid, encodeSequence } from './encode-der.ts'
export { encodeSerial, readListedSerial } from './serial.ts'
