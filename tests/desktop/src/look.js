// Arguments: how, role, name, patience in milliseconds, and WebDriver's callback.
const [how, role, name, patience, done] = arguments
const dom = window.TestingLibraryDom
const plain = (text) => text.replace(/\s+/g, ' ').trim()
const wanted = plain(name)
const fits = (found) =>
  wanted.endsWith('*') ? plain(found).startsWith(wanted.slice(0, -1)) : plain(found) === wanted

const all = () => dom.queryAllByRole(document.body, role, { name: fits })
const others = () => {
  const names = []
  dom.queryAllByRole(document.body, role, { name: (found) => names.push(plain(found)) })
  return names.map((one) => `"${one}"`).join(', ') || 'nothing'
}
const until = (holds, trouble) =>
  dom
    .waitFor(
      () => {
        const found = holds()
        if (found === undefined) throw new Error('not yet')
        return found
      },
      { timeout: patience, interval: 50 },
    )
    .then(
      (found) => done({ found }),
      () => done({ trouble: trouble() }),
    )

if (how === 'has') done({ found: all().length > 0 })
else if (how === 'gone')
  until(
    () => (all().length === 0 ? true : undefined),
    () => `the ${role} "${name}" is still there`,
  )
else if (how === 'reads')
  until(
    () => (plain(document.body.innerText).includes(wanted) ? true : undefined),
    () => `nowhere does it say "${name}". It says: ${document.body.innerText}`,
  )
else
  until(
    () => all()[0],
    () => `there is no ${role} "${name}". With that role there is: ${others()}. It says: ${document.body.innerText}`,
  )
