import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { fakeHost } from '../../host/fake'
import Help from './Help.svelte'
import { helpLines } from './help-lines'

it('says the source of a number beneath the line it belongs to, too, for where a column of its own has no room', () => {
  fakeHost()
  render(Help)
  const lines = screen.getAllByRole('rowheader').map((one) => one.textContent)
  helpLines.forEach(({ name, source }, i) => {
    expect(lines[i]).toContain(name)
    expect(lines[i]).toContain(source)
  })
})
