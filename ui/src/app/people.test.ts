import { expect, it } from 'vitest'
import type { PeopleView } from '../host/bindings'
import { fakeHost } from '../host/fake'
import { both } from '../host/two-people'
import { people } from './people.svelte'

it('an_answer_about_who_is_here_that_was_overtaken_is_not_shown', async () => {
  const answers: ((view: PeopleView) => void)[] = []
  fakeHost({ people_view: () => new Promise<PeopleView>((resolve) => answers.push(resolve)) })
  const first = people.load()
  const second = people.load()
  await Promise.resolve()
  answers[1]?.({ ...both, here: 'b' })
  await second
  answers[0]?.({ ...both, here: 'a' })
  await first
  expect(people.here.side, 'the later question counts').toBe('b')
})
