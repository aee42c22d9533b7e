import { beforeEach, expect, test } from 'vitest'
import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { fakeHost } from '../host/fake'
import { brought, hearBrought } from './brought.svelte'
import DropPlace from './DropPlace.svelte'
import { route } from './route.svelte'
import { sitting } from './sitting.svelte'

beforeEach(() => {
  route.place = { page: 'tonight' }
  brought.path = undefined
  brought.over = false
  sitting.hasTable = true
})

test('a book that is dropped anywhere opens the shelf, which takes it once', async () => {
  const host = fakeHost()
  await hearBrought()
  host.send('open-file', { path: '/home/robin/lamp.epub' })
  expect(route.page).toBe('reading')
  expect(brought.take()).toBe('/home/robin/lamp.epub')
  expect(brought.take(), 'nobody looks into it twice').toBeUndefined()
})

test('before the table is set it waits', async () => {
  const host = fakeHost()
  await hearBrought()
  sitting.hasTable = false
  host.send('open-file', { path: '/lamp.epub' })
  expect(route.page).toBe('tonight')
  expect(brought.path).toBe('/lamp.epub')
})

test('while a file is carried over the window, the window says what will happen', async () => {
  const host = fakeHost()
  await hearBrought()
  render(DropPlace)
  host.send('file-over', true)
  await tick()
  expect(screen.getByRole('status').textContent).toContain('Nothing is kept before you say so.')
  host.send('file-over', false)
  await tick()
  expect(screen.getByRole('status').textContent.trim()).toBe('')
})

test('a picture goes to the page that is open, and a book still goes to the shelf', async () => {
  const host = fakeHost()
  await hearBrought()
  render(DropPlace)
  const taken: string[] = []
  const leave = brought.takePictures((path) => void taken.push(path))
  host.send('file-over', true)
  await tick()
  expect(screen.getByRole('status').textContent).toContain('without the place and the camera')
  host.send('open-file', { path: '/home/robin/Jetty.JPG' })
  expect(taken).toEqual(['/home/robin/Jetty.JPG'])
  expect(route.page, 'nobody leaves the page').toBe('tonight')
  host.send('open-file', { path: '/home/robin/lamp.epub' })
  expect(brought.take()).toBe('/home/robin/lamp.epub')
  leave()
  host.send('open-file', { path: '/home/robin/jetty.jpg' })
  expect(taken, 'a page that was left takes nothing').toHaveLength(1)
})
