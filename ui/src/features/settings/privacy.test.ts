import { render, screen, within } from '@testing-library/svelte'
import axe from 'axe-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../app/people.svelte'
import type { Keyring, PersonId } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { both, robin } from '../../host/two-people'
import { t } from '../../i18n'
import Privacy from './Privacy.svelte'

beforeEach(() => people.show(both))

describe('where the table’s key lies', () => {
  async function said(keyring: Keyring, keyFile: boolean, holders: PersonId[] = []): Promise<string> {
    fakeHost({ privacy_view: () => ({ people: holders, keyring, keyFile, keyFileWasOpen: false }) })
    render(Privacy)
    await screen.findByText(t(`settings.privacy.keyring.${keyring}`))
    return screen.getByRole('heading', { name: t('settings.privacy.keys') }).parentElement?.textContent ?? ''
  }

  it('is the keyring and a file besides, where the keyring holds it', async () => {
    const words = await said('holds', true)
    expect(words).toContain(t('settings.privacy.keyFile'))
    expect(words).not.toContain('only place')
  })

  it.each(['none', 'without', 'locked', 'slow'] as const)('may be the file alone while the keyring is as it is: %s', async (keyring) => {
    const words = await said(keyring, true)
    expect(words).toContain(t('settings.privacy.keyFileAlone'))
    expect(words, 'one loss of the file may be the loss of the table').toContain('the only place where it lies.')
  })

  it('is under a passphrase, too, once somebody has one', async () => {
    const words = await said('none', true, [robin])
    expect(words).toContain('the only place where it lies without a passphrase')
    expect(words).toContain('the recovery key of Robin')
  })

  it('is in no file where there is none, whatever the keyring says', async () => {
    for (const keyring of ['holds', 'locked'] as const) {
      const words = await said(keyring, false)
      expect(words).toContain(t('settings.privacy.noKeyFile'))
      expect(words).not.toContain('in a file that only')
      document.body.replaceChildren()
    }
  })
})

it('what_leaves_the_backups_and_what_stays_is_said_as_they_rotate', () => {
  const words = t('settings.privacy.forgotten')
  expect(words).toContain('the newest that was found whole, until a newer whole one is made')
  expect(words).toContain('the last of each month, until you take it away')
})

describe('the table of who sees what', () => {
  const shown = async (): Promise<HTMLElement> => {
    fakeHost({ privacy_view: () => ({ people: [], keyring: 'holds', keyFile: true, keyFileWasOpen: false }) })
    render(Privacy)
    return screen.findByRole('table', { name: t('settings.parts.privacy') })
  }

  it('says whose each cell is beside it, for where it is drawn as a list', async () => {
    const table = await shown()
    const row = within(table).getByRole('row', { name: new RegExp(`^${t('settings.privacy.rituals')}`, 'u') })
    const whose = within(row).getAllByRole('cell').map((cell) => cell.querySelector('.who')?.textContent)
    expect(whose).toEqual(['Robin', 'Sam', t('settings.privacy.anyone')])
    const said = within(table).getAllByRole('cell').filter((cell) => !cell.classList.contains('all'))
    expect(said.every((cell) => cell.querySelector('.who[aria-hidden=true]')), 'none is left without').toBe(true)
  })

  it('stays a table for those who hear it, however it is drawn', async () => {
    const table = await shown()
    const roles = { THEAD: 'rowgroup', TBODY: 'rowgroup', TR: 'row', TD: 'cell' } as const
    for (const [tag, role] of Object.entries(roles)) {
      for (const one of table.querySelectorAll(tag)) expect(one.getAttribute('role'), tag).toBe(role)
    }
    for (const head of table.querySelectorAll('th')) {
      expect(head.getAttribute('role')).toBe(head.scope === 'row' ? 'rowheader' : 'columnheader')
    }
    const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  })
})
