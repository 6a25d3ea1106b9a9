import type { KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { checkReceipt } from '@madoguchi/filing'
import type { Bytes } from '@madoguchi/kit'
import { AppError, base64url, sha256 } from '@madoguchi/kit'
import { findDirectoryKey } from '@madoguchi/nation'
import type { Command, Values } from '@madoguchi/party'
import { readPinnedKey, textOf, textsOf, usageError } from '@madoguchi/party'
import { dataFolderOf, dataOption } from '../data-option.ts'
import { renderFormMatch, renderReceipt, renderReceiptRefusal } from '../receipt-sentences.ts'

export const receiptVerify: Command = {
  name: 'receipt verify',
  operand: 'RECEIPT',
  summary: 'tell what the receipt of a filing proves, without a network; status 0 when it holds, 3 when not',
  examples: [
    'madoguchi receipt verify receipt.json --directory-key=KEY',
    'madoguchi receipt verify receipt.json --directory-key=KEY --form form.pdf',
  ],
  options: {
    'directory-key': {
      type: 'string',
      value: 'KEY',
      help: 'the public half of the offline key of the network, 43 characters (default: that of the demo in --data)',
    },
    directory: { type: 'string', value: 'FILE', help: 'another signed directory than the one in the receipt' },
    form: {
      type: 'string',
      value: 'FILE.pdf',
      help: 'the form as it was sent: tell whether it is the one that arrived',
    },
    data: dataOption,
  },
  async run(values, { out }) {
    const [path, ...others] = textsOf(values, 'operands')
    if (path === undefined || others.length > 0) throw usageError('受付票をひとつ指定してください: RECEIPT')
    const pinnedKey = await getPinnedKey(values)
    const directory = await findFile(textOf(values, 'directory'))
    const form = await findFile(textOf(values, 'form'))
    const checked = await checkReceipt(await readFileOf(path), { pinnedKey, directory })
    if (!checked.ok) {
      out(renderReceiptRefusal(checked.code, checked.facts.reason))
      return 3
    }
    out(renderReceipt(checked.value))
    if (form === undefined) return 0
    const isSame = base64url.encode(sha256(form)) === checked.value.parts[0]?.sha256
    out(renderFormMatch(isSame))
    return isSame ? 0 : 3
  },
}

async function getPinnedKey(values: Values): Promise<KeyObject> {
  const given = textOf(values, 'directory-key')
  const known = given === undefined ? await findDirectoryKey(dataFolderOf(values)) : undefined
  if (known !== undefined) return known
  try {
    return readPinnedKey(given ?? '')
  } catch {
    // Whatever it was, it was not 32 bytes.
    throw usageError('--directory-key には、名簿の鍵(43文字)を指定してください。')
  }
}

async function findFile(path: string | undefined): Promise<Bytes | undefined> {
  return path === undefined ? undefined : readFileOf(path)
}

async function readFileOf(path: string): Promise<Bytes> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (cause) {
    const sentence = `${path} を読めませんでした。ファイルの場所と、読む権限を確かめてください。`
    throw new AppError('FILE_UNUSABLE', sentence, { cause })
  }
}
