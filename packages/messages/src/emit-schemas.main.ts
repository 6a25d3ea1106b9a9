import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { directorySchema } from './directory.ts'
import { messages } from './message/index.ts'

export const schemaFolder = new URL('../../../protocol/schemas/', import.meta.url)

/** What belongs into `protocol/schemas`: file name → text. */
export function renderSchemas(): Map<string, string> {
  return new Map([
    ['directory.json', renderDirectorySchema()],
    ...Object.values(messages).map((message) => [`${message.name}.json`, renderSchema(message)] as const),
  ])
}

/** No message: what stands behind the signature in the file that every node holds. */
function renderDirectorySchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(directorySchema, { target: 'draft-2020-12' })
  const schema = { $schema, title: 'directory', description: 'Who is on the network, and who was.', ...rest }
  return `${JSON.stringify(schema, null, 2)}\n`
}

function renderSchema(message: (typeof messages)[keyof typeof messages]): string {
  const { $schema, ...rest } = z.toJSONSchema(message.body, { target: 'draft-2020-12' })
  const schema = {
    $schema,
    title: message.name,
    description: message.purpose,
    'x-madoguchi': {
      from: message.from,
      to: message.to,
      payload: 'payload' in message ? message.payload : null,
      encloses: 'encloses' in message ? message.encloses : {},
      lifetimeMs: message.lifetimeMs,
      refusals: message.refusals,
    },
    ...rest,
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}

if (import.meta.main) {
  const files = renderSchemas()
  mkdirSync(schemaFolder, { recursive: true })
  for (const old of readdirSync(schemaFolder)) if (!files.has(old)) rmSync(new URL(old, schemaFolder))
  for (const [name, text] of files) writeFileSync(new URL(name, schemaFolder), text)
}
