/* Reads the page aloud: a recording where there is one, else the browser's own voice. */
(() => {
  const button = document.querySelector("[data-listen]");
  if (!button) return;
  const speech = window.SpeechSynthesisUtterance && window.speechSynthesis;
  const tongue = document.documentElement.lang === "en" ? "en" : "zh";
  const label = button.querySelector("span");
  const words = label.textContent;
  let player = null;
  let turn = 0;
  let broken = false;

  /* Mandarin before other Chinese voices. Some browsers list none and speak all the same. */
  const voices = () => (speech && speech.getVoices ? speech.getVoices() : []);
  const mandarin = /^(zh[-_](cn|hans)|cmn)/i;
  const voice = () => {
    const own = voices().filter((one) => one.lang.toLowerCase().startsWith(tongue) || mandarin.test(one.lang) && tongue === "zh");
    return own.find((one) => mandarin.test(one.lang)) || own.find((one) => !/hk|yue/i.test(one.lang));
  };
  const canSpeak = () => speech && !broken && (!voices().length || Boolean(voice()));
  const offer = () => { button.hidden = !button.dataset.audio && !canSpeak(); };

  const show = (on) => {
    button.setAttribute("aria-pressed", String(on));
    label.textContent = on ? button.dataset.stop : words;
  };
  const stop = () => {
    turn += 1;
    if (speech) speech.cancel();
    if (player) player.pause();
    show(false);
  };
  /* From top to bottom what can be seen, each thing once; then the ways back and on. */
  const SAID = "h1,h2,h3,p,summary,[data-say],.summary-wrong strong,.form-label,.form-check label,.leaf,.track small,.promises dt,.promises dd,.act,.btn,.why,.back";
  const sentences = () => {
    const seen = [...document.querySelectorAll("main")].flatMap((main) => [...main.querySelectorAll(SAID)])
      .filter((part) => part.getClientRects().length && !part.parentElement.closest(SAID) && !part.closest(".steps,[aria-hidden=true],.visually-hidden"));
    const back = seen.filter((part) => part.matches(".back"));
    const on = seen.filter((part) => part.matches(".btn-primary"));
    return [...seen.filter((part) => !back.includes(part) && !on.includes(part)), ...back, ...on]
      .map((part) => (part.dataset.say || part.textContent).trim().replace(/\s+/g, " "))
      .filter(Boolean);
  };
  const speak = () => {
    const mine = turn;
    const parts = sentences();
    parts.forEach((text, i) => {
      const say = new SpeechSynthesisUtterance(text);
      say.lang = tongue === "en" ? "en-GB" : "zh-CN";
      if (voice()) say.voice = voice();
      say.rate = 0.9;
      if (i === parts.length - 1) say.onend = () => { if (mine === turn) show(false); };
      say.onerror = (event) => { if (mine === turn) fail(event.error); };
      speech.speak(say);
    });
  };
  /* Not allowed means: not without a press. Anything else means: this browser cannot. */
  const fail = (why) => {
    stop();
    if (["interrupted", "canceled", "not-allowed"].includes(why)) return;
    broken = true;
    offer();
  };
  const play = () => {
    const mine = turn;
    const silent = () => { if (mine === turn) { if (canSpeak()) speak(); else show(false); } };
    player = new Audio(button.dataset.audio);
    player.onended = () => { if (mine === turn) show(false); };
    player.onerror = silent;
    player.play().catch(silent);
  };
  /* A recording knows nothing of mistakes: then the browser reads, if it can. */
  const recorded = () => button.dataset.audio && !(document.querySelector("main .summary-wrong") && canSpeak());
  const listen = () => {
    stop();
    show(true);
    if (recorded()) play();
    else speak();
  };
  button.addEventListener("click", () => (button.getAttribute("aria-pressed") === "true" ? stop() : listen()));
  if (speech && speech.addEventListener) speech.addEventListener("voiceschanged", offer);
  addEventListener("pagehide", stop);
  addEventListener("submit", stop);
  offer();
  if (document.documentElement.dataset.sound === "on" && !button.hidden) listen();
})();
