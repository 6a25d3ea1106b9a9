import type { DemoCards } from '../deps.ts'
import type { PageRoutes } from '../web/pages-app.ts'
import { addAbout } from './about.ts'
import { addActivity } from './activity.ts'
import { addAnswers } from './answers.ts'
import { addApiPage } from './api.ts'
import { addCardAttributes } from './card-attributes.ts'
import { addCardDoctor } from './card-doctor.ts'
import { addCardLogIn } from './card-log-in.ts'
import { addCardSetup } from './card-setup.ts'
import { addCardSign } from './card-sign.ts'
import { addCardVerify } from './card-verify.ts'
import { addChecks } from './checks.ts'
import { addConfirmCard } from './confirm-card.ts'
import { addConfirmEmail } from './confirm-email.ts'
import { addDemoCards } from './demo-cards.ts'
import { addFill } from './fill.ts'
import { addHistory } from './history.ts'
import { addHome } from './home.ts'
import { addInformation } from './information.ts'
import { addLogin } from './login.ts'
import { addNewCard } from './new-card.ts'
import { addProcedureDetail } from './procedure-detail.ts'
import { addProcedures } from './procedures.ts'
import { addRegistration } from './registration.ts'
import { addRequests } from './requests.ts'
import { addSession } from './session.ts'
import { addSettings } from './settings.ts'
import { addLeave } from './settings-leave.ts'
import { addTop } from './top.ts'

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
  addConfirmCard(routes, cards)
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
