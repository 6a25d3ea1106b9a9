/** Who may import whom. A new line here is a decision: say in docs/decisions why. */
type Row = {
  /** Workspaces of ours that its sources import. */
  readonly imports: readonly string[]
  /** What its tests import besides: the other side of a conversation, so that nothing has to be mocked. */
  readonly testImports?: readonly string[]
}

const parts = [
  'kit',
  'card',
  'virtual-card',
  'pki',
  'ledger',
  'messages',
  'delivery',
  'documents',
  'ui',
  'server',
  'db',
  'card-client',
  'pades',
  'forms',
  'filing',
  'party',
]
const programs = ['core', 'registry', 'agency', 'portal', 'card-host']
const everything = [...parts, ...programs, 'extension', 'facts', 'procedures', 'nation', 'cli']

export const importTable: Readonly<Record<string, Row>> = {
  kit: { imports: [] },
  card: { imports: ['kit'], testImports: ['virtual-card'] },
  'virtual-card': { imports: ['kit'], testImports: ['card'] },
  'card-client': { imports: [], testImports: ['card'] },
  pki: { imports: ['kit'] },
  pades: { imports: ['kit', 'pki'], testImports: ['card', 'virtual-card', 'documents'] },
  extension: { imports: ['kit', 'card'], testImports: ['card-client', 'card-host'] },
  'card-host': { imports: ['kit', 'card', 'pki', 'pades'], testImports: ['virtual-card'] },
  ledger: { imports: ['kit'] },
  db: { imports: ['kit'] },
  ui: { imports: ['kit'] },
  documents: { imports: ['kit'] },
  forms: { imports: ['kit'] },
  filing: { imports: ['kit', 'messages', 'pades', 'documents'] },
  procedures: { imports: ['kit', 'forms', 'documents'] },
  facts: { imports: ['kit'], testImports: ['forms'] },
  messages: { imports: ['kit', 'ledger'] },
  delivery: { imports: ['kit', 'messages', 'db'], testImports: ['ledger'] },
  server: { imports: ['kit', 'ui'] },
  party: { imports: ['kit', 'messages', 'delivery', 'db', 'server', 'pki'], testImports: ['facts'] },
  core: {
    imports: ['kit', 'messages', 'delivery', 'db', 'server', 'party', 'ledger', 'facts'],
    testImports: ['card', 'virtual-card', 'pki'],
  },
  registry: {
    imports: ['kit', 'messages', 'delivery', 'db', 'server', 'party', 'pki', 'card'],
    testImports: ['virtual-card', 'facts'],
  },
  agency: {
    imports: [
      ...['kit', 'messages', 'delivery', 'db', 'server', 'party', 'facts', 'ui', 'documents'],
      ...['filing', 'forms', 'procedures', 'pades', 'pki'],
    ],
    testImports: ['ledger'],
  },
  portal: {
    imports: [
      'kit',
      'messages',
      'delivery',
      'db',
      'server',
      'party',
      'ui',
      'pki',
      'card',
      'ledger',
      'facts',
      'documents',
      'card-client',
      'pades',
      'forms',
      'filing',
      'procedures',
    ],
    testImports: ['virtual-card'],
  },
  nation: { imports: [...parts, ...programs, 'facts', 'procedures'] },
  cli: { imports: [...parts, ...programs, 'facts', 'nation'] },
  bench: { imports: everything },
  tests: { imports: everything },
}

/** Packages that any test may import, wherever it stands: to look into a database as its party does. */
export const packagesForTests: readonly string[] = ['pg', 'kysely']

/** Exports beside a package's main one, and which sources may import them. Tests may import each of them. */
export const subpathTable: Readonly<Record<string, readonly string[]>> = {
  '@madoguchi/card/pcsc': ['cli', 'bench', 'card-host'],
  '@madoguchi/card/protocol': ['card-host', 'extension', 'card-client', 'portal', 'cli', 'bench'],
  '@madoguchi/agency/testing': [],
  '@madoguchi/extension/build': [],
  '@madoguchi/extension/testing': ['bench'],
  '@madoguchi/card-host/build': [],
  '@madoguchi/pades/testing': [],
  '@madoguchi/party/anchors': ['portal', 'registry', 'agency', 'cli'],
  '@madoguchi/pki/der': ['pades'],
  '@madoguchi/kit/files': ['db', 'core', 'portal', 'agency', 'card-host', 'nation', 'cli'],
  '@madoguchi/kit/testing': [],
  '@madoguchi/virtual-card/vpcd': ['cli', 'bench'],
  '@madoguchi/virtual-card/test-card': ['bench'],
  '@madoguchi/virtual-card/test-reader': ['bench'],
  '@madoguchi/facts/sandbox': ['nation', 'bench', 'cli'],
  '@madoguchi/facts/testing': [],
  '@madoguchi/db/embedded': ['nation', 'bench'],
  '@madoguchi/db/testing': ['bench'],
  '@madoguchi/pki/issue': ['registry', 'nation', 'bench'],
  '@madoguchi/server/pages': ['portal', 'agency'],
  '@madoguchi/delivery/testing': ['bench'],
  'madoguchi/build': ['bench'],
}

/** Files that only tests load, by their suffix: they may import what tests may. */
export function isTestFile(path: string): boolean {
  return path.startsWith('tests/') || /\.(test|fixture)\.ts$/.test(path) || programsOfMakers.includes(path)
}

/** Programs that no service runs: what a maker starts to write what tests read, out of what tests load. */
const programsOfMakers: readonly string[] = [
  'apps/portal/src/testing/old-limits.main.ts',
  'packages/pki/src/write-vectors.main.ts',
]
