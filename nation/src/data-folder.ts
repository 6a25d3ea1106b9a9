import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@madoguchi/kit'
import { findText, writeWhole } from '@madoguchi/kit/files'

/** Where a demo nation keeps what survives it: one folder, nothing elsewhere. */
export type DataFolder = {
  readonly root: string
  readonly postgres: string
  readonly secrets: string
  readonly cards: string
}

/** Makes the folders (0700). Throws AppError DATA_FOLDER_NOT_WRITABLE with the sentence to show. */
export async function openNationFolder(root: string): Promise<DataFolder> {
  const folder = { root, postgres: join(root, 'postgres'), secrets: join(root, 'secrets'), cards: join(root, 'cards') }
  try {
    await mkdir(folder.root, { recursive: true, mode: 0o711 })
    for (const path of [folder.secrets, folder.cards]) await mkdir(path, { recursive: true, mode: 0o700 })
    return folder
  } catch (cause) {
    throw new AppError(
      'DATA_FOLDER_NOT_WRITABLE',
      `The data folder ${root} cannot be written; choose another with --data.`,
      { cause },
    )
  }
}

/** Reads a secret, or makes it once. A half-written file never stands under the name. */
export async function keepSecretText(
  folder: DataFolder,
  name: string,
  make: () => string | Promise<string>,
): Promise<string> {
  const path = join(folder.secrets, name)
  const kept = await findText(path)
  if (kept !== undefined) return kept
  const secret = await make()
  await writeWhole({ path, data: secret })
  return secret
}

/** 32 random bytes, kept as base64url. */
export async function keepSecretBytes(folder: DataFolder, name: string): Promise<Uint8Array> {
  const text = await keepSecretText(folder, name, () => randomBytes(32).toString('base64url'))
  return new Uint8Array(Buffer.from(text, 'base64url'))
}
