// What glows for ever never ends; everything else is waited for, and then two frames.
const done = arguments[arguments.length - 1]
const frame = () => new Promise((next) => requestAnimationFrame(next))
const ends = (moving) => Number.isFinite(moving.effect?.getComputedTiming().endTime)
const still = () => document.getAnimations().filter(ends).map((moving) => moving.finished.catch(() => undefined))
document.fonts.ready
  .then(frame)
  .then(() => Promise.all(still()))
  .then(frame)
  .then(frame)
  .then(() => done(null))
