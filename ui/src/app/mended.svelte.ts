// What was mended of the table, until somebody has read it.
import { call } from '../host'
import type { HurtSort, MendedTable } from '../host/bindings'
import { t } from '../i18n'
import { firstPicture } from './picture'
import { onStale } from './stale'

class Mended {
  table: MendedTable | undefined = $state.raw()

  async ask(): Promise<void> {
    this.table = (await call('table_mended', {}).catch(() => undefined)) ?? undefined
  }

  async read(): Promise<void> {
    this.table = undefined
    await call('table_mended_read', {})
  }
}

export const mended = new Mended()

/** From now on: asks after the first picture, and when the whole table was read anew. */
export function hearOfMending(): () => void {
  void firstPicture.then(() => mended.ask())
  return onStale(['people'], () => void mended.ask())
}

/** What is touched, line by line: what has a title by its title, everything else counted by its sort. */
export function touchedOn({ hurt }: MendedTable): { name: string; after: string }[] {
  const after = (earlier: boolean): string => t(earlier ? 'tonight.mended.earlier' : 'tonight.mended.gone')
  const titled = hurt.filter(({ title }) => title).map(({ title, earlier }) => ({ name: title, after: after(earlier) }))
  const counted: Record<string, { sort: HurtSort; earlier: boolean; count: number }> = {}
  for (const { sort, title, earlier } of hurt) {
    if (title) continue
    const one = (counted[`${sort} ${String(earlier)}`] ??= { sort, earlier, count: 0 })
    one.count += 1
  }
  const others = Object.values(counted).map(({ sort, earlier, count }) => ({
    name: t(`tonight.mended.sorts.${sort}`, { count }),
    after: after(earlier),
  }))
  return [...titled, ...others]
}
