import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A type that no file of the repository but this names. */
export const ownType = {
  id: 'gym-visits',
  code: 'TM90000000009901',
  isSyntheticCode: true,
  name: '健康増進施設利用情報',
  plainName: '体育館の利用',
  theme: 'health',
  description: 'いつ入会し、何回通ったかの記録です。',
  providerKinds: ['medical-insurer'],
  layouts: [
    {
      version: '2026-11',
      validFrom: '2026-11-01',
      recordKey: 'serial',
      recordName: '会員',
      fields: [
        { id: 'joinedOn', label: '入会した日', kind: 'date' },
        { id: 'visits', label: '通った回数', kind: 'integer', unit: '回' },
      ],
    },
  ],
}

type Item = { item: string; providers: Record<string, string[]> }

/** The four files of the next version: the sandbox's with that type, which citizens may ask of an insurer. */
export async function writeNextFacts(folder: string): Promise<void> {
  await cp(fileURLToPath(new URL('../../../facts/data/', import.meta.url)), folder, { recursive: true })
  const [typesFile, tableFile] = [join(folder, 'information-types.json'), join(folder, 'permission-table.json')]
  const types = JSON.parse(await readFile(typesFile, 'utf8')) as object[]
  await writeFile(typesFile, JSON.stringify([...types, ownType]))
  const table = JSON.parse(await readFile(tableFile, 'utf8')) as { items: Item[] }
  for (const { item, providers } of table.items)
    if (item === 'self') providers['medical-insurer'] = [...(providers['medical-insurer'] ?? []), ownType.id]
  await writeFile(tableFile, JSON.stringify(table))
}

/** What its provider imports: one member, and what is known of them. */
export function makeOwnBooks({ personRef, residentCode }: { personRef: string; residentCode: string }) {
  const records = [{ key: '1', values: { joinedOn: '2024-04-01', visits: 12 } }]
  return {
    people: [{ personRef, residentCode }],
    replicas: [{ personRef, type: ownType.id, layout: '2026-11', asOf: '2026-11-20', records }],
  }
}
