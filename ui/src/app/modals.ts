/** What keeps everything else from being pressed, in the order of the page. */
export const modals = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('dialog:modal')]
