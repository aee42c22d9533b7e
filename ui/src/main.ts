import { mount } from 'svelte'
import App from './app/App.svelte'
import { begin, listenToShell, tellPainted } from './app/start'
import { useHost } from './host'
import { tauriHost } from './host/tauri'
import './design/index.css'

useHost(tauriHost)
const root = document.getElementById('root')
if (root) {
  const listening = listenToShell()
  await begin()
  mount(App, { target: root })
  await Promise.all([tellPainted(), listening])
}
