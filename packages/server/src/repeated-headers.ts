/**
 * What a request has once or not at all (RFC 9110 sections 5.3 and 7.2, RFC 9112 section 3.2, RFC 6265 section 5.4, RFC 8941
 * section 4.2): of two lines Node keeps the first or joins both, and a proxy before us may have kept the other.
 */
const singleHeaders: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'content-type',
  'transfer-encoding',
  'authorization',
  'cookie',
  'expect',
  'origin',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
])

/** The first header that stands twice and may stand once. `rawHeaders`: name, value, name, value, as Node read them. */
export function findRepeatedHeader(rawHeaders: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return rawHeaders
    .filter((_, i) => i % 2 === 0)
    .map((name) => name.toLowerCase())
    .find((name) => singleHeaders.has(name) && (seen.has(name) || !seen.add(name)))
}
