/** Where a field stands: at the top, or in the item of a group, counted from 0. */
export type Place = { readonly group?: string; readonly item?: number }

/** What an entry of a form is called: `applicantName`, `birthDate.day`, `children.0.childName`. */
export function entryName(place: Place, fieldId: string, { part }: { readonly part: string }): string {
  const within = place.group === undefined ? '' : `${place.group}.${place.item}.`
  return `${within}${fieldId}${part === '' ? '' : `.${part}`}`
}
