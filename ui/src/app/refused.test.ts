import { render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { HostError } from '../host'
import { fakeHost } from '../host/fake'
import { t } from '../i18n'
import Refused from './Refused.svelte'
import { sitting } from './sitting.svelte'

beforeEach(() => void fakeHost())
afterEach(() => {
  sitting.trouble = undefined
  sitting.folder = ''
})

it('a_folder_that_cannot_be_used_is_named_and_nothing_is_said_of_what_it_may_not_hold', () => {
  sitting.folder = '/media/stick'
  for (const code of ['readOnly', 'full', 'folder'] as const) {
    sitting.trouble = new HostError(code)
    const { unmount } = render(Refused)
    expect(screen.getByText('/media/stick'), code).toBeTruthy()
    expect(screen.getByText(t(`refused.${code}.lead`)).textContent).toMatch(/^Nothing was changed/u)
    unmount()
  }
})

it('a_key_that_is_lost_is_not_looked_for_in_a_folder', () => {
  sitting.folder = '/media/stick'
  sitting.trouble = new HostError('keyLost')
  render(Refused)
  expect(screen.queryByText('/media/stick')).toBeNull()
})
