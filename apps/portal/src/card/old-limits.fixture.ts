import { aWall, type OldLimits } from '../app/old-limits.fixture.ts'

export const oldLimits: OldLimits = { 'documents-to-verify': aWall }
