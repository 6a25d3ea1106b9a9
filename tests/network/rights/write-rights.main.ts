import { writeFile } from 'node:fs/promises'
import { openNation } from '../open-nation.ts'
import { composeRights, rightsFile } from './compose-rights.ts'

// Writes `run-role-rights.txt` anew: what a review then reads as a diff.
await using nation = await openNation()
await writeFile(rightsFile, await composeRights(nation))
