/* Reads the page aloud: a recording where there is one, else the browser's own voice. */
(() => {
  const button = document.querySelector("[data-listen]");
  const speech = window.speechSynthesis;
  if (!button || (!button.dataset.audio && !(speech && window.SpeechSynthesisUtterance))) return;
  button.hidden = false;
  const label = button.querySelector("span");
  const words = label.textContent;
  const english = document.documentElement.lang === "en";
  let player = null;

  const show = (on) => {
    button.setAttribute("aria-pressed", String(on));
    label.textContent = on ? button.dataset.stop : words;
  };
  const stop = () => {
    if (speech) speech.cancel();
    if (player) player.pause();
    show(false);
  };
  /* The question and what stands under it, the choices, then the button that leads on. */
  const sentences = () => [...document.querySelectorAll("main [data-say], main .hint, main .wrong span, main .form-label, main .btn-primary span")]
    .filter((part) => !part.closest("[hidden]"))
    .map((part) => part.textContent.trim().replace(/\s+/g, " "))
    .filter(Boolean);
  const speak = () => {
    const parts = sentences();
    parts.forEach((text, i) => {
      const say = new SpeechSynthesisUtterance(text);
      say.lang = english ? "en-GB" : "zh-CN";
      say.rate = 0.9;
      if (i === parts.length - 1) say.onend = () => show(false);
      speech.speak(say);
    });
  };
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    show(true);
    if (!button.dataset.audio) return speak();
    player = new Audio(button.dataset.audio);
    player.onended = () => show(false);
    player.onerror = () => (speech ? speak() : show(false));
    player.play();
  });
  addEventListener("pagehide", stop);
})();
