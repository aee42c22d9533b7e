import type { Component } from 'svelte'
import { Tonight } from '../features/tonight'
import type { Page } from './route.svelte'

type Shown = Component<Record<string, never>>
type Load = () => Promise<Shown>

// Tonight is in the first file; the others follow while the window is idle.
const load: Record<Page, Load> = {
  tonight: () => Promise.resolve(Tonight as Shown),
  rituals: () => import('../features/rituals').then((m) => m.Rituals as Shown),
  templates: () => import('../features/rituals').then((m) => m.Templates as Shown),
  pocket: () => import('../features/rituals').then((m) => m.Pocket as Shown),
  reading: () => import('../features/reading').then((m) => m.Reading as Shown),
  book: () => import('../features/reading').then((m) => m.Book as Shown),
  us: () => import('../features/us').then((m) => m.Us as Shown),
  drawer: () => import('../features/drawer').then((m) => m.Drawer as Shown),
  reflection: () => import('../features/reflection').then((m) => m.Reflection as Shown),
  patterns: () => import('../features/reflection').then((m) => m.Patterns as Shown),
  settings: () => import('../features/settings').then((m) => m.Settings as Shown),
  privacy: () => import('../features/settings').then((m) => m.Settings as Shown),
  licences: () => import('../features/settings').then((m) => m.Settings as Shown),
  help: () => import('../features/settings').then((m) => m.Help as Shown),
  welcome: () => import('../features/welcome').then((m) => m.Welcome as Shown),
}

const ready = new Map<Page, Shown>()

/** The component of a page, at once when it was loaded before. */
export function pageNow(page: Page): Shown | undefined {
  return ready.get(page)
}

export async function loadPage(page: Page): Promise<Shown> {
  const component = ready.get(page) ?? (await load[page]())
  ready.set(page, component)
  return component
}

/** Brings in the italic and the other pages one after the other, so that opening them takes no wait. */
export async function loadTheRest(): Promise<void> {
  await import('../design/fonts-italic.css')
  for (const page of Object.keys(load) as Page[]) await loadPage(page)
}
