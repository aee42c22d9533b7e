import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { people } from '../../app/people.svelte'
import { fakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import People from './People.svelte'

it('names the switch by what stands on it, which is true of any window, narrow or wide', () => {
  people.show(both)
  fakeHost()
  render(People)
  expect(screen.getByText(/^On a shared computer the switch with your two names/u).textContent).not.toMatch(/\bside of\b/u)
})
