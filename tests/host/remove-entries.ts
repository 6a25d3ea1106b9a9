/**
 * Takes the entries of one journey out of the list of all, as somebody would who deletes it: its imports, and whatever stands by itself
 * and names something that they brought, to the end of its brackets.
 */
export function removeEntries(text: string, journey: string): string {
  const lines = text.split('\n')
  const isImport = (line: string) => line.startsWith('import ') && line.includes(`'../${journey}/`)
  const brought = lines
    .filter(isImport)
    .flatMap((line) => line.slice(line.indexOf('{'), line.indexOf('}')).match(/\w+/g) ?? [])
  const names = new RegExp(`(?<![.\\w'])(?:${brought.join('|')})\\b(?!:)`)
  const kept: string[] = []
  let depth = 0
  for (const line of lines) {
    const isOfEntry = depth > 0
    if (isOfEntry || isImport(line) || (!line.startsWith('import ') && names.test(line))) depth += countOpen(line)
    else kept.push(line)
  }
  return kept.join('\n')
}

/** How many brackets a line leaves open. */
function countOpen(line: string): number {
  return (line.match(/[([{]/g)?.length ?? 0) - (line.match(/[)\]}]/g)?.length ?? 0)
}

/** Takes the row of a journey out of the table of who may import whom. */
export function removeRow(text: string, journey: string): string {
  return text.replace(new RegExp(`^ {2}'?${journey}'?: \\[.*\\],\\n`, 'm'), '')
}
