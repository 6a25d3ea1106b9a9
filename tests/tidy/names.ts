import { numberWords } from './erase.ts'
import { listFunctions, type WrittenFunction } from './functions.ts'
import { isTestFile } from './import-table.ts'
import type { RepositoryFile } from './repository.ts'

/** What the first word of a function's name promises of what it gives. */
type Promised = { readonly verb: string; readonly says: string; keeps(of: WrittenFunction): boolean }

const nothing = /^(?:Promise < )?(?:void|undefined)(?: >)?$/
const plain = /^(?:Promise < )?(?:string|number|boolean|Bytes|Uint8Array)(?: >)?$/
const several = /\[ \]|(?:Map|Set)\b/
const seen = /\b(?:Html|Child|string|Bytes)\b/
const fromOutside = /^(?:unknown|string|Bytes|readonly string \[ \])\b/

const promises: readonly Promised[] = [
  {
    verb: 'parse',
    says: 'is given what is unknown, a text or bytes',
    keeps: ({ parameters, returns }) => parameters.some(({ type }) => fromOutside.test(type)) && !nothing.test(returns),
  },
  { verb: 'read', says: 'gives what it read', keeps: ({ returns }) => !nothing.test(returns) },
  { verb: 'encode', says: 'gives bytes or text', keeps: ({ returns }) => /^(?:Bytes|string)$|^$/.test(returns) },
  {
    verb: 'render',
    says: 'gives HTML, or a document as text or bytes',
    keeps: ({ returns }) => seen.test(returns) || returns === '',
  },
  {
    verb: 'check',
    says: 'gives a verdict: a Verdict, what is wrong, or undefined',
    keeps: ({ returns }) => /Verdict|Check\b|undefined/.test(returns) || several.test(returns),
  },
  {
    verb: 'find',
    says: 'may give nothing: undefined, a no, or an empty list',
    keeps: ({ returns }) => /undefined|Verdict/.test(returns) || several.test(returns) || returns === '',
  },
  { verb: 'get', says: 'always gives it, or throws', keeps: ({ returns }) => !/undefined|void/.test(returns) },
  { verb: 'demand', says: 'gives what it demanded, or throws', keeps: ({ returns }) => !/undefined/.test(returns) },
  {
    verb: 'make',
    says: 'gives something new; what stays somewhere is created',
    keeps: ({ returns }) => !nothing.test(returns),
  },
  {
    verb: 'open',
    says: 'gives something to work with, never a bare value',
    keeps: ({ returns }) => !nothing.test(returns) && !plain.test(returns),
  },
  {
    verb: 'with',
    says: 'lends: the last that it is given is a function',
    keeps: ({ parameters }) => /=>|^Use/.test(parameters.at(-1)?.type ?? ''),
  },
  ...['is', 'has'].map((verb) => ({
    verb,
    says: 'is a statement',
    keeps: ({ returns }: WrittenFunction) => /\bboolean\b|\bis\b/.test(returns),
  })),
]

/** Functions whose first word promises something else than what they give. */
export function findBrokenPromises(file: RepositoryFile): string[] {
  return ofSources(file, listFunctions).flatMap((one) => {
    const promise = promises.find(({ verb }) => one.name.startsWith(verb) && /^[A-Z]/.test(one.name.slice(verb.length)))
    return promise === undefined || promise.keeps(one) ? [] : [`${placeOf(one)}: ${promise.verb}X ${promise.says}`]
  })
}

const parametersMax = 4

/** All journeys are opened in one place, out of what the shell keeps in several hands. */
const many: readonly string[] = ['apps/portal/src/app/journeys.ts openJourneys']

/** From three parameters up: neighbours of one type, which nobody sees swapped; and more than four. */
export function findSwappable(file: RepositoryFile): string[] {
  return ofSources(file, listFunctions).flatMap((one) => {
    const { parameters, isExported } = one
    if (!isExported || parameters.length < 3) return []
    const isAlike = parameters.some(({ type }, at) => type !== '' && type === parameters[at - 1]?.type)
    if (!isAlike && (parameters.length <= parametersMax || many.includes(placeOf(one)))) return []
    return [`${placeOf(one)}: ${isAlike ? 'two neighbours of one type' : `more than ${parametersMax} parameters`}`]
  })
}

/** A function that is a constant without a type: what it is one of is said by neither. */
export function findConstantFunctions(file: RepositoryFile): string[] {
  return ofSources(file, ({ path, text }) =>
    [...numberWords(text).numbered.matchAll(constantFunction)].map(([, name]) => `${path}: ${name}`),
  )
}

const constantFunction = /^(?:export )?const (\w+) = (?:async )?(?:function\b|(?:<[^>]*>)?\([^()]*\)(?:: [^=]*)? =>)/gm

/** What is written as a type: how it has to be called. Columns of tables are named by their migrations. */
const kinds = [
  {
    type: 'boolean',
    says: 'a boolean reads as a statement',
    name: /^(?:is|has|can|may|was|are|must)[A-Z]|^[a-z]+(?:s|Has|Is|Are)(?=[A-Z]|$)/,
  },
  {
    type: 'Date',
    says: 'a time ends in At, or says which end of a time it is',
    name: /At$|^(?:at|now|date|before|since|until|from)$|(?:After|Before|Update|Until|Since|From|By)$/,
  },
  {
    type: 'number',
    says: 'a length of time ends in its unit',
    name: /^(?!\w*(?:[tT]imeout|[lL]ifetime|[dD]uration|[iI]nterval|[dD]elay|[pP]ause|[mM]axAge|[aA]geMax)(?:Max|Min)?$)/,
  },
] as const

/** Names of others: a word of a message, of a form, of Node, of PDF, and what a condition or a value is called anywhere. */
const namedByOthers = /^(?:acceptLastTry|more|consent|confirm|detached|value|condition)$/

export function findOddMembers(file: RepositoryFile): string[] {
  return ofSources(file, ({ path, text }) => {
    const { numbered } = numberWords(text)
    return kinds.flatMap(({ type, says, name }) =>
      [
        ...numbered.matchAll(
          new RegExp(`([.$])?\\b(\\w{2,})\\??: ${type}(?: \\| (?:undefined|null))?(?=[,;)\\n}]| [=}])`, 'g'),
        ),
      ]
        .map(([, , member = '']) => member)
        .filter((member) => !member.includes('_') && !name.test(member) && !namedByOthers.test(member))
        .map((member) => `${path}: ${member}: ${says}`),
    )
  })
}

/** Exported names that two files give to two things. Parties do not meet in one file, and may do alike what they do alike. */
export function findNamesakes(files: readonly RepositoryFile[]): string[] {
  const owners = new Map<string, Set<string>>()
  for (const file of files)
    for (const { name, path, isExported, isInner } of ofSources(file, listFunctions))
      if (isExported && !isInner) owners.set(name, (owners.get(name) ?? new Set()).add(path))
  return [...owners].flatMap(([name, of]) => {
    const paths = [...of].sort()
    const parties = new Set(paths.map((path) => /^apps\/[\w-]+/.exec(path)?.[0] ?? ''))
    return paths.length < 2 || (parties.size === paths.length && !parties.has(''))
      ? []
      : [`${name}: ${paths.join(' ')}`]
  })
}

const exportedType = /^export\s+(?:declare\s+)?(?:type|interface|(?:abstract\s+)?class)\s+([A-Z]\w*)/gm

/** Names of exported types that workspaces share, sorted. */
export function listSharedTypes(files: readonly RepositoryFile[]): string[] {
  const owners = new Map<string, Set<string>>()
  for (const { path, text } of files.flatMap((file) => ofSources(file, (one) => [one]))) {
    const workspace = /^(?:(?:apps|packages)\/[\w-]+|facts|procedures|nation|cli)(?=\/)/.exec(path)?.[0]
    if (workspace === undefined) continue
    for (const [, name = ''] of numberWords(text).numbered.matchAll(exportedType))
      owners.set(name, (owners.get(name) ?? new Set()).add(workspace))
  }
  return [...owners].flatMap(([name, of]) => (of.size > 1 ? [name] : [])).sort()
}

function ofSources<T>(file: RepositoryFile, list: (file: RepositoryFile) => T[]): T[] {
  const isSource = file.path.endsWith('.ts') && !file.path.endsWith('.d.ts') && !isTestFile(file.path)
  return isSource ? list(file) : []
}

function placeOf({ path, name }: WrittenFunction): string {
  return `${path} ${name}`
}
