import { resolve } from 'node:path'
import type { Option, Values } from '@madoguchi/party'
import { textOf } from '@madoguchi/party'

export const dataOption = {
  type: 'string',
  value: 'DIR',
  help: 'the folder that holds the demo (default: .madoguchi)',
} as const satisfies Option

export function dataFolderOf(values: Values): string {
  return resolve(textOf(values, 'data') ?? '.madoguchi')
}
