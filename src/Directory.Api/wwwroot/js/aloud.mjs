// Reads a sheet aloud, sentence by sentence, with a voice of the browser's own. No voice for the page's language: no button.
const pause = 250;

export function listen(button) {
  const speech = window.speechSynthesis;
  const language = document.documentElement.lang;
  const label = button.querySelector('span');
  const words = label.textContent;
  let turn = 0; // raised by every start and stop: what an older turn still says or plans is void

  const findVoice = () => speech.getVoices().find(voice => voice.lang.replace('_', '-').toLowerCase().split('-')[0] === language);
  const offer = () => { button.hidden = !findVoice(); };

  function stop() {
    turn++;
    speech.cancel();
    document.querySelector('.is-said')?.classList.remove('is-said');
    label.textContent = words;
  }

  // One sentence at a time: some browsers stop a long text after a quarter of a minute.
  function read(sentences, index, mine) {
    if (mine !== turn) return;
    document.querySelector('.is-said')?.classList.remove('is-said');
    if (index >= sentences.length) return stop();
    const sentence = sentences[index];
    const spoken = new SpeechSynthesisUtterance(sentence.textContent.replace(/\s+/g, ' ').trim());
    spoken.voice = findVoice() ?? null;
    spoken.lang = spoken.voice?.lang ?? language;
    spoken.rate = 0.9;
    spoken.onend = () => setTimeout(() => read(sentences, index + 1, mine), pause);
    spoken.onerror = () => { if (mine === turn) stop(); };
    sentence.classList.add('is-said');
    sentence.scrollIntoView({ block: 'nearest' });
    speech.speak(spoken);
  }

  button.addEventListener('click', () => {
    if (label.textContent !== words) return stop();
    stop();
    label.textContent = button.dataset.stop;
    read([...document.getElementById(button.dataset.aloud).querySelectorAll('.say')], 0, turn);
  });
  document.addEventListener('keydown', event => { if (event.key === 'Escape' && label.textContent !== words) stop(); });
  addEventListener('pagehide', stop);
  speech.addEventListener?.('voiceschanged', offer); // voices come late in most browsers
  offer();
}
