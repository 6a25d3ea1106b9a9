import type { PageRoutes } from '../web/pages-app.ts'

export function addAnswers(_routes: PageRoutes): void {}
