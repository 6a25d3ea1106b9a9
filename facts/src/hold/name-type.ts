import type { Affair, InformationType } from '../edition/model.ts'
import { words } from '../words.ja.ts'
import type { FactsReader } from './facts-reader.ts'

export type TypeNames = Pick<InformationType, 'name' | 'plainName' | 'description'>
type AffairNames = Pick<Affair, 'name' | 'law'>

/** How a type is called. One of facts that this node does not hold (yet, or no longer) is shown by its id, and the words say so. */
export function nameType(facts: Pick<FactsReader, 'findType'>, id: string): TypeNames {
  return (
    facts.findType(id) ?? {
      name: id,
      plainName: words.unnamed(id),
      description: words.undescribed,
    }
  )
}

/** How an affair is called, and by which law; as `nameType`. */
export function nameAffair(facts: Pick<FactsReader, 'findAffair'>, id: string): AffairNames {
  return facts.findAffair(id) ?? { name: words.unnamed(id), law: words.lawUnknown }
}
