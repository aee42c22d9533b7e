import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, expect, it } from 'vitest'
import { people } from '../../app/people.svelte'
import { HostError } from '../../host'
import { fakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import { t } from '../../i18n'
import People from './People.svelte'

const same = (): never => {
  throw new HostError('invalid', 'name', 'same')
}

beforeEach(() => void fakeHost({ person_rename: same, person_add: same }))

it('a_name_that_the_other_has_is_asked_to_be_a_nickname', async () => {
  people.show(both)
  render(People)
  const [robins] = screen.getAllByLabelText(t('settings.people.name'))
  await fireEvent.input(robins!, { target: { value: 'sam' } })
  await fireEvent.blur(robins!)
  expect(await screen.findByText(t('settings.people.same'))).toBeTruthy()
})

it('a_second_place_is_laid_for_another_name', async () => {
  people.show({ ...both, b: null })
  render(People)
  await fireEvent.input(screen.getByLabelText(t('settings.people.addName')), { target: { value: 'Robin' } })
  await fireEvent.click(screen.getByRole('button', { name: t('settings.people.add') }))
  expect(await screen.findByText(t('settings.people.same'))).toBeTruthy()
})

it('names the switch by what stands on it, which is true of any window, narrow or wide', () => {
  people.show(both)
  fakeHost()
  render(People)
  expect(screen.getByText(/^On a shared computer the switch with your two names/u).textContent).not.toMatch(/\bside of\b/u)
})
