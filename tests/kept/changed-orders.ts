// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of sources.

/** Ways in which somebody may change how what is kept is made, without a test of round trips noticing. */
export const changedOrders: readonly (readonly [path: string, from: string, to: string])[] = [
  ['apps/core/src/link-codes.ts', 'link-code/${keyVersion}/${party}', 'link-code/${party}/${keyVersion}'],
  [
    'apps/core/src/link-codes.ts',
    '[utf8.encode(party), Uint8Array.of(keyVersion)]',
    '[Uint8Array.of(keyVersion), utf8.encode(party)]',
  ],
  ['apps/core/src/link-codes.ts', '${keyVersion}.${base64url', '${keyVersion}:${base64url'],
  ['apps/core/src/ledger-head.ts', '{ self, keyId: key.keyId, ...head }', '{ ...head, self, keyId: key.keyId }'],
  ['apps/core/src/ledger-head.ts', 'sign(null, concat(context, json)', 'sign(null, concat(json, context)'],
  ['packages/ledger/src/leaf.ts', 'concat(leafVersion, createHmac', 'concat(Uint8Array.of(2), createHmac'],
  ['packages/ledger/src/tree.ts', 'sha256(leafPrefix, leaf)', 'sha256(leaf, leafPrefix)'],
  ['packages/ledger/src/canonical.ts', '    .sort()\n', ''],
  [
    'packages/messages/src/sign.ts',
    'concat(context, new Uint8Array(count.buffer), root)',
    'concat(context, root, new Uint8Array(count.buffer))',
  ],
  ['packages/messages/src/receipt.ts', 'concat(contexts[form], content)', 'concat(content, contexts[form])'],
  ['packages/messages/src/receipt.ts', 'sender ?? null, id, code ?? null', 'id, sender ?? null, code ?? null'],
  ['packages/messages/src/directory.ts', 'concat(context, ', 'concat(context, context, '],
  ['packages/card/src/authentication-key.ts', "'sha256', signature, vaultSalt", "'sha256', vaultSalt, signature"],
  [
    'packages/card/src/statement.ts',
    'sha256(utf8.encode(origin)), sha256(challenge)',
    'sha256(challenge), sha256(utf8.encode(origin))',
  ],
  [
    'apps/registry/src/subjects.ts',
    "createHmac('sha256', subjectKey).update(residentCode)",
    "createHmac('sha256', residentCode).update(subjectKey)",
  ],
  [
    'apps/registry/src/handlers/present-card.ts',
    'sha256(composeStatement(statement), utf8.encode(fingerprint))',
    'sha256(utf8.encode(fingerprint), composeStatement(statement))',
  ],
  ['apps/portal/src/session/token.ts', 'createSecretKey(seed), id,', 'createSecretKey(id), seed,'],
  [
    'apps/portal/src/session/token.ts',
    "utf8.encode('madoguchi/1/session\\n'), id)",
    "id, utf8.encode('madoguchi/1/session\\n'))",
  ],
  [
    'apps/portal/src/session/session-secret.ts',
    'concat(held, utf8.encode(JSON.stringify({ linkCode, mandate, holder })))',
    'concat(utf8.encode(JSON.stringify({ linkCode, mandate, holder })), held)',
  ],
  ['apps/portal/src/session/session-secret.ts', '{ linkCode, mandate, holder })))', '{ mandate, linkCode, holder })))'],
  ['apps/portal/src/fill/draft-owner.ts', 'secret, utf8.encode(draft)', 'utf8.encode(draft), secret'],
  ['apps/portal/src/shell/browser-token.ts', 'bytes.subarray(0, halfSizeBytes)', 'bytes.subarray(halfSizeBytes)'],
  [
    'apps/portal/src/fill/draft.ts',
    "['draft', draft, nameOwner(owner), procedure",
    "['draft', nameOwner(owner), draft, procedure",
  ],
  ['apps/portal/src/fill/draft.ts', "['draft', draft,", "['drafts', draft,"],
  ['apps/portal/src/fill/draft-content.ts', 'const paddedBytes = 1024', 'const paddedBytes = 512'],
  ['apps/portal/src/fill/hold-page.ts', "['held', draft, place", "['held', place, draft"],
  ['apps/portal/src/shell/bindings.ts', '[account, fingerprint]', '[fingerprint, account]'],
  ['apps/portal/src/shell/bindings.ts', "[account, 'recovery', vault]", "[vault, 'recovery', account]"],
  ['apps/portal/src/shell/bindings.ts', '[account, base64url', "[account, '', base64url"],
  ['apps/portal/src/shell/secret.ts', '`${part.length}:${part}`', '`${part.length};${part}`'],
  ['apps/portal/src/shell/secret.ts', 'const nonceSizeBytes = 12', 'const nonceSizeBytes = 13'],
  [
    'apps/portal/src/log-in/recovery-code.ts',
    'utf8.encode(code.slice(0, secretLength)), salt',
    'salt, utf8.encode(code.slice(0, secretLength))',
  ],
  ['apps/portal/src/log-in/recovery-code.ts', 'recovery-check\\n${secret}', 'recovery-check${secret}\\n'],
]
