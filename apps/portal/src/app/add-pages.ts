import { addActivity } from '../account/activity.page.ts'
import { addConfirmEmail } from '../account/confirm-email.ts'
import { performAct } from '../account/perform-act.ts'
import { addRegistration } from '../account/registration.page.ts'
import { addSession } from '../account/session.page.ts'
import { addSettings } from '../account/settings.ts'
import { addLeave } from '../account/settings-leave.ts'
import { addCardAttributes } from '../card/card-attributes.ts'
import { addCardDoctor } from '../card/card-doctor.ts'
import { addCardSetup } from '../card/card-setup.ts'
import { addCardSign } from '../card/card-sign.ts'
import { addCardVerify } from '../card/card-verify.ts'
import { addFill } from '../fill/fill.page.ts'
import { addAbout } from '../find/about.ts'
import { addProcedureDetail } from '../find/procedure-detail.ts'
import { addProcedures } from '../find/procedures.ts'
import { addTop } from '../find/top.ts'
import { addHistory } from '../history/history.page.ts'
import { addAnswers } from '../information/answers.ts'
import { addChecks } from '../information/checks.ts'
import { addInformation } from '../information/information.ts'
import { addRequests } from '../information/requests.ts'
import { addCardLogIn } from '../log-in/card-log-in.ts'
import { addConfirmCard } from '../log-in/confirm-card.ts'
import { addDemoCards } from '../log-in/demo-cards.ts'
import { addLogin } from '../log-in/login.ts'
import { addNewCard } from '../log-in/new-card.ts'
import type { DemoCards } from '../shell/deps.ts'
import type { PageRoutes } from '../shell/pages-app.ts'
import { addApiPage } from './api.page.ts'
import { addHome } from './home.ts'

/** Every page of citizens. `cards`: those of the demo, in the sandbox only. */
export function addPages(routes: PageRoutes, cards: DemoCards | undefined): void {
  addTop(routes)
  addProcedures(routes)
  addProcedureDetail(routes)
  addLogin(routes, cards)
  addCardLogIn(routes)
  addDemoCards(routes, cards)
  addCardDoctor(routes)
  addCardSetup(routes)
  addCardAttributes(routes)
  addCardSign(routes)
  addCardVerify(routes)
  addRegistration(routes)
  addNewCard(routes, cards)
  addHome(routes)
  addSettings(routes)
  addLeave(routes)
  addConfirmCard(routes, cards, performAct)
  addConfirmEmail(routes)
  addFill(routes)
  addInformation(routes)
  addAnswers(routes)
  addRequests(routes)
  addChecks(routes)
  addHistory(routes)
  addActivity(routes)
  addSession(routes)
  addAbout(routes)
  addApiPage(routes)
}
