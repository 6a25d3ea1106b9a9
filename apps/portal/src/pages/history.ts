import type { PageRoutes } from '../web/pages-app.ts'

export function addHistory(_routes: PageRoutes): void {}
