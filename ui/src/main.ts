import { mount } from 'svelte'
import App from './app/App.svelte'
import { afterFirstPicture, begin } from './app/start'
import { useHost } from './host'
import { tauriHost } from './host/tauri'
import './design/index.css'

// Not at the top level: the pages come as files that import this one, and would wait for it to have ended.
async function start(root: HTMLElement): Promise<void> {
  await begin()
  mount(App, { target: root })
  await afterFirstPicture()
}

useHost(tauriHost)
const root = document.getElementById('root')
if (root) void start(root)
