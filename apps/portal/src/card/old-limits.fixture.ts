import { aWall, type OldLimits } from '../testing/old-limit.fixture.ts'

export const oldLimits: OldLimits = { 'documents-to-verify': aWall }
