import { fireEvent, render, screen } from '@testing-library/svelte'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from 'svelte/compiler'
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

/** The rules of the part’s own style sheet, as they hold for what is shown. */
function rulesHere(): CSSStyleRule[] {
  const scope = [...document.querySelector('.people')!.classList].find((name) => name.startsWith('svelte-')) ?? ''
  const file = join(import.meta.dirname, 'People.svelte')
  const { css } = compile(readFileSync(file, 'utf8'), { filename: file, cssHash: () => scope })
  const style = document.head.appendChild(document.createElement('style'))
  style.textContent = css?.code ?? ''
  const rules = [...(style.sheet?.cssRules ?? [])].filter((rule) => rule instanceof CSSStyleRule)
  style.remove()
  return rules
}

it('the fields that stand on the wall have paper under them, though they come from elsewhere', () => {
  const paper = (field: HTMLElement): boolean =>
    rulesHere().some(({ style, selectorText }) => style.getPropertyValue('background') === 'var(--paper)' && field.matches(selectorText))
  people.show(both)
  const { unmount } = render(People)
  expect(paper(screen.getByLabelText(t('settings.people.word')))).toBe(true)
  expect(paper(screen.getByLabelText(t('settings.people.dayEnds')))).toBe(true)
  unmount()
  people.show({ ...both, b: null })
  render(People)
  expect(paper(screen.getByLabelText(t('settings.people.addName')))).toBe(true)
})
