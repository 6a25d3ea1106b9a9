import { readFile } from 'node:fs/promises'
import type { ProgramName } from 'madoguchi/build'

/**
 * The words that start a built program as its unit in deploy/systemd does: with the unit's options of Node and its
 * variables, but for settings of ours, which the bench writes into a configuration file. The variables of the bench itself
 * reach it as well.
 */
export async function startAsService(
  name: ProgramName,
  words: readonly string[],
): Promise<readonly [file: string, words: readonly string[]]> {
  const unit = `madoguchi-${name}${name === 'agency' ? '@' : ''}.service`
  const text = await readFile(new URL(`../../../deploy/systemd/${unit}`, import.meta.url), 'utf8')
  const variables = [...text.matchAll(/^Environment=(?!MADOGUCHI_)(\S+)$/gm)].map(([, variable = '']) => variable)
  const options = /^ExecStart=\S+\/node (.*?)\S+\.mjs /m.exec(text)?.[1]
  if (options === undefined) throw new Error(`${unit} does not start a built program`)
  return ['env', [...variables, process.execPath, ...options.split(' ').filter(Boolean), ...words]]
}
