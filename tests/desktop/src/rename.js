// Arguments: two names, and WebDriver's callback. The people at the table are called so from now on.
const [first, second, done] = arguments
const ask = (name, args) => window.__TAURI_INTERNALS__.invoke(name, { args })
ask('people_view', {})
  .then(async ({ a, b }) => {
    await ask('person_rename', { person: a.id, name: first })
    await ask('person_rename', { person: b.id, name: second })
  })
  .then(() => done(null), (error) => done(JSON.stringify(error)))
