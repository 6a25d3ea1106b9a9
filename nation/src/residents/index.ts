export { ageOn } from './calendar.ts'
export { chooseCardHolders, demoDay, generateResidents } from './generate-residents.ts'
export { makeDatum } from './make-datum.ts'
export { relationshipNames } from './relationships.ts'
export type {
  Address,
  Insurance,
  PensionBenefit,
  PensionYear,
  Relationship,
  Resident,
  Sex,
  TaxAmounts,
  TaxRecord,
  Work,
} from './resident.ts'
