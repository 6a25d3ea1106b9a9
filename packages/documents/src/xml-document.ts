import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'

/**
 * A whole document of well-formed XML 1.0 around `body`, made of `encodeXmlElement`. Characters that XML cannot carry at all (control characters,
 * halves of a surrogate pair) become U+FFFD, and `replacedCharacters` on the root says how many, so that nothing vanishes unseen.
 */
export function encodeXml(
  { root, namespace }: { readonly root: string; readonly namespace: `urn:madoguchi:${string}` },
  body: string,
): Bytes {
  const replaced = body.match(forbidden)?.length ?? 0
  const attributes = `xmlns="${namespace}" xml:lang="ja" replacedCharacters="${replaced}"`
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${attributes}>\n${body.replace(forbidden, '\ufffd')}</${root}>\n`
  return utf8.encode(xml)
}

/** Everything outside the Char production of XML 1.0 (fifth edition, 2.2). */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** One element with a text. */
export function encodeXmlElement(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>\n`
}

/** A carriage return is written as a reference, or the reader would turn it into a line feed. */
function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
}
