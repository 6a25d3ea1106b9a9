import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listUnanswered, listUnansweredCalls } from '../testing/list-unanswered.fixture.ts'
import { makeDemoCards } from '../testing/test-demo-card.fixture.ts'
import { openTestPortal } from '../testing/test-portal.fixture.ts'

/**
 * Addresses that stand in mails, on paper, in bookmarks, in the extension and in forms that are open somewhere. One that moves has its
 * GET answered by 308 with its query, and its POST still handled; none is taken out of this list. Those of the card stand in its own.
 */
const known = `
GET /
GET /accessibility
GET /activity
GET /activity/activities.csv
GET /activity/activities.json
GET /api
GET /contact
GET /drafts
GET /email/confirm
GET /fill/:draft
GET /fill/:draft/:page
GET /fill/:draft/:page/:item
GET /fill/:draft/check
GET /fill/:draft/form.pdf
GET /fill/:draft/form.svg
GET /fill/:draft/print
GET /fill/:draft/remove
GET /history
GET /history/:exchange
GET /history/records.csv
GET /history/records.json
GET /home
GET /information
GET /left
GET /logged-out
GET /login
GET /new-card
GET /operator
GET /privacy
GET /procedures
GET /procedures/:municipality/:procedure
GET /procedures/:municipality/:procedure/blank.pdf
GET /procedures/:municipality/:procedure/fill
GET /registration
GET /requests
GET /requests/:request
GET /requests/:request/answers
GET /requests/:request/answers/:file
GET /requests/:request/fragment
GET /session
GET /settings
GET /settings/leave
GET /terms
POST /activity/close-others
POST /drafts/remove-all
POST /drafts/take
POST /email/confirm
POST /fill/:draft/:page
POST /fill/:draft/:page/:item
POST /fill/:draft/remove
POST /information
POST /login/card
POST /login/challenge
POST /login/sandbox
POST /logout
POST /new-card/anew
POST /new-card/old-card
POST /new-card/recovery
POST /new-card/sandbox
POST /procedures/:municipality/:procedure/fill
POST /registration
POST /requests/:request/ask-again
POST /requests/:request/delete
POST /requests/:request/withdraw
POST /session/continue
POST /settings/email
POST /settings/email/remove
POST /settings/email/resend
POST /settings/leave
POST /settings/recovery-code
`

test('every address that a mail, a printed page or an open form of before leads to is still answered', async () => {
  await using world = await openTestPortal({ cards: makeDemoCards() })
  assert.deepEqual(listUnanswered(world, known), [])
})

/**
 * What programs call, by method, path and name: the API has its first version as long as all of it is there. One moved: ending other
 * sessions wants the card, and a DELETE has no body to bring what it said.
 */
const knownCalls = `
POST /login/challenges makeChallenge
POST /sessions logIn
GET /sessions listSessions
POST /sessions/others/end closeOtherSessions
DELETE /sessions/current logOut
POST /registration register
POST /vault/old-card joinByOldCard
POST /vault/recovery joinByRecoveryCode
POST /vault/anew beginVaultAnew
POST /vault/recovery-code makeRecoveryCode
GET /account getAccount
POST /account/email giveEmail
DELETE /account/email removeEmail
POST /account/email/resend resendConfirmation
POST /account/leave leave
GET /procedures findProcedures
GET /procedures/{municipality}/{procedure} getProcedure
GET /information-types listInformationTypes
POST /requests makeRequest
GET /requests listRequests
GET /requests/{request} getRequest
DELETE /requests/{request} deleteRequest
POST /requests/{request}/asking askAgain
POST /requests/{request}/withdrawal withdrawRequest
GET /requests/{request}/answers.json getAnswers
GET /requests/{request}/answers.csv getAnswersAsCsv
GET /requests/{request}/answers.xml getAnswersAsXml
GET /requests/{request}/answers.pdf getAnswersAsPdf
GET /history getHistory
GET /activities listActivities
GET /openapi.json getOpenApi
`

test('every call that a program of before makes is still there, under its name', async () => {
  await using world = await openTestPortal()
  assert.deepEqual(listUnansweredCalls(world, knownCalls), [])
})
