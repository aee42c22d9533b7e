// Two people at a table, for unit tests.
import type { PeopleView, PersonId } from './bindings'

export const robin = 'a'.repeat(32) as PersonId
export const sam = 'b'.repeat(32) as PersonId

/** Both sit there, their drawers are locked, and Robin is here. */
export const both: PeopleView = {
  a: { id: robin, name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'locked' },
  b: { id: sam, name: 'Sam', ribbon: 'verdigris', side: 'b', drawer: 'locked' },
  here: 'a',
  word: '',
  dayEnds: 4,
}
