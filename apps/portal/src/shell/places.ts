import { type Html, html } from '@madoguchi/ui'

/** A page to which pages of other journeys lead, where there is a journey that has it. */
type Place =
  | 'card-doctor'
  | 'card-setup'
  | 'card-attributes'
  | 'sign-document'
  | 'sign-answer'
  | 'sign-form'
  | 'verify-document'
  | 'send-form'
  | 'filings'

/** Where they are: `/fill/:draft/sign`. */
export type Places = Readonly<Partial<Record<Place, string>>>

/** The address of a page of another journey; undefined where no journey has it, and whoever leads there leaves the link out. */
export function findPlace(
  { places }: { readonly places: Places },
  place: Place,
  named: Readonly<Record<string, string>> = {},
): string | undefined {
  return places[place]?.replace(/:(\w+)/g, (name, key: string) => named[key] ?? name)
}

/** A list of links to those of these pages that there are; '' where there is none. */
export function renderPlaceLinks({ places }: { readonly places: Places }, labels: Places): Html | '' {
  const links = (Object.keys(labels) as Place[]).flatMap((place) => {
    const href = findPlace({ places }, place)
    return href === undefined ? [] : [html`<li><a href="${href}">${labels[place]}</a></li>`]
  })
  return links.length === 0 ? '' : html`<ul>${links}</ul>`
}
