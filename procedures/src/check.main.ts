import { openPdfRenderer } from '@madoguchi/documents'
import { tryFolder } from './try-folder.ts'

// Everything that is wrong with a procedure's folder, by file and line; nothing where all is well:
//   npm run check-procedure -- procedures/dog-registration

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new TypeError('check.main.ts FOLDER')
// A form with many items takes its time on a busy machine.
await using renderer = openPdfRenderer({ timeoutMs: 120_000 })
const { problems, notes } = await tryFolder(folder, renderer)
for (const line of [...problems, ...notes]) console.log(line)
console.log(problems.length === 0 ? `${folder}: nothing is wrong.` : `${folder}: ${problems.length} wrong.`)
process.exitCode = problems.length === 0 ? 0 : 1
