/** Names of the form's own entries; no field's id begins so. */
export const own = {
  go: '_go',
  seen: '_seen',
  /** The id of the page that was made with this form. */
  page: '_page',
  from: '_from',
  card: '_card',
  /** An item that is not there yet. */
  isNew: '_new',
  /** Buttons: the id of the address that a postal code, or a town that was chosen, is to be put into. */
  postal: '_postal',
  town: '_town',
  /** The town that was chosen. */
  choice: '_choice',
} as const
