/**
 * What the network's side bounds: how many of what, counted by whom; who can count in somebody else's name; and what a full
 * one does to the innocent. The portal (`apps/portal/src/shell/limits/table.ts`) has these rows beside its own, and a test a row.
 */
export const deliveryLimits = {
  'connections-of-strangers': {
    most: 2048,
    by: 'the address of a connection that has shown no key yet (IPv6: its /64); none may hold more than what is left free',
    byOthers: 'whoever sits behind the same address',
    whenFull:
      'nobody is refused: the loudest address loses one, first of those that say nothing; five seconds without a key end each',
  },
  'connections-of-parties': {
    most: 2048,
    by: 'connections that showed the key of a party of the directory; half of `MADOGUCHI_CONNECTIONS_MAX`, the other half is for strangers',
    byOthers: 'other parties; no stranger',
    whenFull: 'each key still gets the four that a copy of a program opens',
  },
  'connections-of-key': {
    most: 64,
    by: 'the TLS key that a connection showed',
    byOthers: 'nobody without the key',
    whenFull: 'this key waits until it lets go of one; others have theirs',
  },
  'messages-of-sender': {
    most: 4000,
    by: 'the signer of what waits at a receiver; none may hold more than what is left free',
    byOthers: 'nobody without the signing key',
    whenFull:
      'the loud sender is told to wait and sends again; a quiet one is taken, and has its turn in the next transaction',
  },
  'messages-to-recipient': {
    most: 20_000,
    by: 'whom messages, or inquiries without an answer, wait for (`MADOGUCHI_WAITING_MAX`)',
    byOthers: 'all who ask the same party while it is away',
    whenFull: 'that party is asked nothing new, and the citizen is told so and may ask again; others are asked as ever',
  },
  'messages-in-all': {
    most: 100_000,
    by: 'messages, or inquiries without an answer, that wait for all parties together (five times `MADOGUCHI_WAITING_MAX`)',
    byOthers: 'all who ask parties that are away',
    whenFull: 'a party for which fewer than 200 wait (a hundredth of `MADOGUCHI_WAITING_MAX`) is asked as ever',
  },
} as const
