import type { Affair, InformationType } from '../edition/model.ts'
import type { FactsReader } from './facts-reader.ts'

export type TypeNames = Pick<InformationType, 'name' | 'plainName' | 'description'>
export type AffairNames = Pick<Affair, 'name' | 'law'>

const notYet = 'まだここに届いていません'

/** How a type is called. One of facts that this node does not hold (yet, or no longer) is shown by its id, and the words say so. */
export function nameType(facts: Pick<FactsReader, 'findType'>, id: string): TypeNames {
  return (
    facts.findType(id) ?? {
      name: id,
      plainName: `${id}(名前は${notYet})`,
      description: `この情報の名前と項目の説明は、${notYet}。`,
    }
  )
}

/** How an affair is called, and by which law; as `nameType`. */
export function nameAffair(facts: Pick<FactsReader, 'findAffair'>, id: string): AffairNames {
  return facts.findAffair(id) ?? { name: `${id}(名前は${notYet})`, law: `法律の名前は、${notYet}` }
}
