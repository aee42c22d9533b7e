// Scrolls the ribbon a step in each frame, and notes what it took.
const done = arguments[arguments.length - 1];
const strip = document.querySelector('.ribbonstrip .scroll');
const frames = [];
let last, most = 0, steps = 0;
const frame = (now) => {
  if (last !== undefined) frames.push(now - last);
  last = now;
  most = Math.max(most, strip.querySelectorAll('[role=option]').length);
  strip.scrollLeft += 60;
  if (++steps < 240) requestAnimationFrame(frame);
  else {
    frames.sort((a, b) => a - b);
    const at = (part) => Math.round(frames[Math.floor(frames.length * part)] * 10) / 10;
    done({ most, median: at(0.5), slow: at(0.95), scrolled: strip.scrollLeft });
  }
};
strip.scrollLeft = 0;
requestAnimationFrame(frame);
