/**
 * What an entry of a form is called: `applicantName`, `birthDate.day`. A page of an item has the entries of that item
 * only, so that they are called as any others.
 */
export function entryName(fieldId: string, { part }: { readonly part: string }): string {
  return `${fieldId}${part === '' ? '' : `.${part}`}`
}
