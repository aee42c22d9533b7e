// Arguments: the bytes of a picture, and WebDriver's callback.
const [bytes, done] = arguments
const clipboardData = new DataTransfer()
clipboardData.items.add(new File([Uint8Array.from(bytes)], 'picture', { type: 'image/jpeg' }))
const page = document.querySelector('.cm-content')
page.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
const look = () => {
  const image = page.querySelector('.picture img')
  if (image?.complete && image.naturalWidth > 0) done(true)
  else requestAnimationFrame(look)
}
look()
