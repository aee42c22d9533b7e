import { render } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import Icon from './Icon.svelte'
import { lucide, turning, type IconName } from './icons'

const turns = (name: IconName): boolean => render(Icon, { name }).container.querySelector('svg')?.classList.contains('turns') ?? false

it('turns whatever points left or right where text runs from right to left', () => {
  const pointing = (Object.keys(lucide) as IconName[]).filter((name) => /left|right/u.test(name))
  expect(pointing).toContain('arrow-left')
  expect(pointing.filter((name) => !turning.has(name))).toEqual([])
  expect(turns('chevron-left')).toBe(true)
})

it('turns no clock and no tick', () => {
  expect(turns('clock')).toBe(false)
  expect(turns('check')).toBe(false)
  expect(turns('drawer')).toBe(false)
})
