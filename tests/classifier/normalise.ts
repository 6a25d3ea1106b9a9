/** What differs between any two people and any two moments, and says nothing: ids, times, keys, names. */
export function normalise(text: string, names: readonly string[]): string {
  return names
    .filter((name) => name !== '')
    .reduce((left, name) => left.replaceAll(name, '名'), text)
    .replace(/\b(exc|ask|rec|msg|vlt|acc)_[A-Za-z0-9_-]{22}/g, '$1_')
    .replace(/\b[0-9a-f]{64}\b/g, 'hash')
    .replace(/"(salt|previous|askDigest|version)":"[^"]*"/g, '"$1":""')
    .replace(/"(index)":\d+/g, '"$1":0')
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'time')
    .replace(/\d{1,2}:\d{2}(:\d{2})?/g, 'time')
    .replace(/data-idle-left-seconds="\d+"/g, '')
    .replace(/data-version="[^"]*"|nonce="[^"]*"/g, '')
}

/** Each line a token, with how often it stands there; and the size of all of it. */
export function tokensOf(channel: string, text: string): string[] {
  return [`${channel} size ${text.length}`, ...[...countLines(text)].map(([line, n]) => `${channel} ${n} ${line}`)]
}

export function countLines(text: string): ReadonlyMap<string, number> {
  const lines = text.split(/[\n,{}<>]+/).map((line) => line.trim())
  return new Map([...Map.groupBy(lines, (line) => line)].map(([line, all]) => [line, all.length]))
}

/** What a page that grows shows more than before, and less. */
export function changesSince(
  channel: string,
  before: ReadonlyMap<string, number> = new Map(),
  after: ReadonlyMap<string, number> = new Map(),
): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((line) => {
    const change = (after.get(line) ?? 0) - (before.get(line) ?? 0)
    return change === 0 ? [] : [`${channel} ${change > 0 ? '+' : ''}${change} ${line}`]
  })
}
