/**
 * What follows a draft's address in the place of a page. A page of the same id would never be reached. Those of the
 * second row are for handing in, which is not there yet.
 */
export const reservedPageIds: readonly string[] = [
  ...['check', 'print', 'sign', 'remove', 'left-out', 'form', 'form.pdf', 'form.svg'],
  ...['files', 'send', 'sent', 'receipt', 'correction'],
]
