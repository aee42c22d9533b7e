import { mount } from 'svelte'
import App from './app/App.svelte'
import { afterFirstPicture, begin } from './app/start'
import { useHost } from './host'
import { tauriHost } from './host/tauri'
import './design/index.css'

useHost(tauriHost)
const root = document.getElementById('root')
if (root) {
  await begin()
  mount(App, { target: root })
  await afterFirstPicture()
}
