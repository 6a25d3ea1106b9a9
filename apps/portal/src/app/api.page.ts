import { html, renderLinkButton, renderSection, renderTable } from '@madoguchi/ui'
import { apiPath, type OperationSaid } from '../shell/operation.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import type { Reader } from '../shell/words.ts'
import { appWords } from './words.ts'

/** What the API is, for people: how to log in with a card, example calls, and every call with its line. */
export function addApiPage(
  routes: PageRoutes,
  { origin, listCalls }: { origin: string; listCalls: () => readonly OperationSaid[] },
): void {
  routes.open('/api', (visit) => {
    const copy = appWords(visit.frame).apiPage
    const list = (lines: readonly string[]) => html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
    const main = [
      html`<p class="lead">${copy.lead}</p>`,
      renderSection({
        heading: copy.description,
        body: [
          html`<p>${copy.descriptionBody}</p>`,
          renderLinkButton({
            label: copy.descriptionLink,
            href: `${apiPath}/openapi.json`,
            kind: 'outline',
            size: 'medium',
          }),
        ],
      }),
      renderSection({ heading: copy.whatHeading, body: list(copy.what) }),
      renderSection({ heading: copy.whoseHeading, body: html`<p>${copy.whose}</p>` }),
      renderSection({
        heading: copy.logInHeading,
        body: [
          html`<ol>${copy.logInSteps.map((line) => html`<li>${line}</li>`)}</ol>`,
          html`<p>${copy.logInNote}</p>`,
          code(copy.logInCommand(origin)),
        ],
      }),
      renderSection({ heading: copy.exampleHeading, body: makeExamples(origin + apiPath).map(code) }),
      renderSection({ heading: copy.operationsHeading, body: renderOperations(visit.frame, listCalls()) }),
      renderSection({ heading: copy.errorsHeading, body: html`<p>${copy.errors}</p>` }),
      renderSection({ heading: copy.limitsHeading, body: list(copy.limits) }),
    ]
    const breadcrumb = [{ label: shellWords(visit.frame).frame.top, href: '/' }]
    return replyPage(visit, renderFrame(visit, { title: copy.title, width: 'wide', breadcrumb, main }))
  })
}

function code(text: string) {
  return html`<pre tabindex="0"><code>${text}</code></pre>`
}

function makeExamples(base: string): readonly string[] {
  return [
    `curl -X POST ${base}/login/challenges\n\n{"login":"…","challenge":"…","vaultSalt":"…","origin":"…"}`,
    `curl -X POST ${base}/requests \\\n  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\\n  -d '{"types":["local-tax"]}'\n\n{"request":"ask_…"}`,
    `curl -X POST ${base}/drafts/$DRAFT/pages/owner \\\n  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\\n  -d '{"seen":"…","entries":{"ownerPhone":"0999-00-0000"}}'\n\n{"page":"owner","item":null,"seen":"…","answers":{…},"wrong":[…]}`,
    `curl ${base}/requests/$REQUEST/answers.json -H "Authorization: Bearer $TOKEN"\n\n{"request":"ask_…","answers":[{"exchange":"exc_…","datum":{…},"described":{…}}]}`,
  ]
}

function renderOperations(reader: Reader, operations: readonly OperationSaid[]) {
  const copy = appWords(reader).apiPage
  const table = renderTable({
    id: 'operations',
    caption: copy.operationsHeading,
    hidesCaption: true,
    columns: [{ label: copy.method, isRowHeader: true }, { label: copy.summary }, { label: copy.access }],
    rows: operations.map(({ method, path, summary, access }) => [
      html`<code>${method} ${path}</code>`,
      summary,
      copy.accesses[access],
    ]),
  })
  return html`<div class="stacked">${table}</div>`
}
