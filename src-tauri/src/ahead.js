// Runs before the page. Its host takes the answer; one that fails is asked for again by whoever takes it.
window.nightstandStart = window.__TAURI_INTERNALS__.invoke('window_start', { args: {} })
window.nightstandStart.catch(() => {})
