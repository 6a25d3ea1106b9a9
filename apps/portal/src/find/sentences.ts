/** Behind it stands what is asked, and before it what it is asked about, or beside. */
const turn =
  /(?:けど|けれど|けれども|(?:です|ます|した|いる|ある)が)[、,。\s]+(?!.*(?:けど|けれど|けれども|(?:です|ます|した|いる|ある)が)[、,。\s])/u

/** What stands behind the last けど: 保育園も探してるけど、妊娠の届けを先に. Undefined where there is none. */
export function readTail(words: string): string | undefined {
  const found = turn.exec(words)
  return found === null ? undefined : words.slice(found.index + found[0].length)
}

export function readSentences(words: string): readonly string[] {
  return words.split(/[。！？!?\n]+/u).filter((sentence) => sentence.trim() !== '')
}
