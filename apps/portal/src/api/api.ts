import type { WebEnv } from '@madoguchi/server'
import type { Hono } from 'hono'
import type { World } from '../world.ts'

export const apiPath = '/api/v1'

export function addApi(_app: Hono<WebEnv>, _world: World): void {}
