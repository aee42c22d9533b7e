import { render, screen } from '@testing-library/svelte'
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
