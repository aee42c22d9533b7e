// Reads a sentence aloud, with a voice that lives on this computer and with no other: a voice that is
// fetched would send the words to somebody.
class ReadingAloud {
  /** Whether a local voice is here. */
  possible = $state(false)
  speaking = $state(false)

  constructor() {
    if (!('speechSynthesis' in globalThis)) return
    this.look()
    speechSynthesis.addEventListener('voiceschanged', () => this.look())
  }

  read(text: string, language: string): void {
    const voice = this.voice(language)
    if (!voice) return
    const said = new SpeechSynthesisUtterance(text)
    said.voice = voice
    said.lang = voice.lang
    said.onend = said.onerror = () => (this.speaking = false)
    speechSynthesis.cancel()
    speechSynthesis.speak(said)
    this.speaking = true
  }

  hush(): void {
    if ('speechSynthesis' in globalThis) speechSynthesis.cancel()
    this.speaking = false
  }

  private look(): void {
    this.possible = speechSynthesis.getVoices().some(({ localService }) => localService)
  }

  private voice(language: string): SpeechSynthesisVoice | undefined {
    const here = speechSynthesis.getVoices().filter(({ localService }) => localService)
    const root = language.split('-')[0] ?? ''
    return here.find(({ lang }) => lang.startsWith(root)) ?? here[0]
  }
}

export const readingAloud = new ReadingAloud()
