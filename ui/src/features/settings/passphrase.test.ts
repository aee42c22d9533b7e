import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, expect, it } from 'vitest'
import { people } from '../../app/people.svelte'
import { HostError } from '../../host'
import { fakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import { t } from '../../i18n'
import Drawer from './Drawer.svelte'

type Which = 'old' | 'fresh' | 'again'
const field = (which: Which): HTMLInputElement => screen.getByLabelText(t(`settings.drawer.${which}`))
const type = (which: Which, value: string): Promise<boolean> => fireEvent.input(field(which), { target: { value } })

const right = 'kettle orchard tram'
const fresh = 'seven lamps over the river'

let asked: string[] = []
beforeEach(() => {
  people.show(both)
  asked = []
  fakeHost({
    drawer_words_kept: () => true,
    passphrase_change: ({ old }) => {
      asked.push(old)
      if (old !== right) throw new HostError('wrongPassphrase')
      return {}
    },
  })
})

it('a wrong passphrase is mended where it stands, and Enter is heard there', async () => {
  render(Drawer)
  await type('old', 'kettle orchard train')
  await type('fresh', fresh)
  await type('again', fresh)
  await fireEvent.keyDown(field('again'), { key: 'Enter' })
  expect(await screen.findByText(t('settings.drawer.wrong'))).toBeTruthy()
  expect(document.activeElement).toBe(field('old'))
  await type('old', right)
  expect(screen.queryByText(t('settings.drawer.wrong')), 'nothing says yet that these words are wrong').toBeNull()
  await fireEvent.keyDown(field('old'), { key: 'Enter' })
  await expect.poll(() => field('old').value, { message: 'it was changed, and the fields are empty' }).toBe('')
  expect(asked).toEqual(['kettle orchard train', right])
})

it('two new ones that differ are told of where the second is typed, until one of them is typed on', async () => {
  render(Drawer)
  await type('old', right)
  await type('fresh', fresh)
  await type('again', 'seven lamps over a river')
  await fireEvent.keyDown(field('fresh'), { key: 'Enter' })
  expect(screen.getByText(t('settings.drawer.differ'))).toBeTruthy()
  expect(document.activeElement).toBe(field('again'))
  await type('fresh', 'seven lamps over a river')
  expect(screen.queryByText(t('settings.drawer.differ'))).toBeNull()
  expect(asked).toEqual([])
})
