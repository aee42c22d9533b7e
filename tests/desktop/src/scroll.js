// Scrolls the ribbon a step in each frame, and notes what it took; or a bare strip of the same size in its place.
const [bare, done] = arguments;
const ribbon = document.querySelector('.ribbonstrip .scroll');
const inPlaceOf = (scroller) => {
  const [box, band] = [document.createElement('div'), document.createElement('div')];
  Object.assign(box.style, { overflow: 'auto hidden', blockSize: `${scroller.clientHeight}px`, scrollbarWidth: 'none' });
  Object.assign(band.style, {
    blockSize: '100%',
    inlineSize: `${scroller.scrollWidth}px`,
    background: 'linear-gradient(90deg, currentColor, transparent)',
  });
  box.append(band);
  scroller.parentElement.replaceWith(box);
  return box;
};
const strip = bare ? inPlaceOf(ribbon) : ribbon;
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
