/* A kiosk forgets whoever walks away: it asks after a while, and wipes when nobody answers. */
(() => {
  const leave = () => { document.body.replaceChildren(); };
  /* Nothing of this page may be seen again by going back. */
  addEventListener("pagehide", leave);
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  /* Ringing keeps the page, and what is typed on it. */
  document.querySelectorAll("[data-ring]").forEach((form) => form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const told = document.createElement("p");
    told.className = "note";
    told.setAttribute("role", "status");
    const sent = new FormData(form);
    /* The next press is another one, although the page stays. */
    form.elements.form_key.value = [...crypto.getRandomValues(new Uint8Array(18))].map((b) => b.toString(16).padStart(2, "0")).join("");
    fetch(form.action, { method: "POST", body: sent, redirect: "manual" }).then(() => {
      document.querySelectorAll("main > .note[role=status]").forEach((old) => old.remove());
      document.querySelector("main").prepend(told);
      told.textContent = form.dataset.ring;
      told.scrollIntoView({ block: "center" });
    }).catch(() => form.submit());
  }));
  const box = document.querySelector("[data-idle]");
  if (!box) return;
  const [warn, wipe] = [Number(box.dataset.warn), Number(box.dataset.wipe)];
  const left = box.querySelector("[data-idle-left]");
  const others = [...document.body.children].filter((part) => part !== box);
  const speech = window.SpeechSynthesisUtterance && window.speechSynthesis;
  /* Longer than the longest recording: a voice that never says that it has ended holds nobody's page open. */
  const LONGEST_BUSY = 330000;
  let touched = Date.now();
  let moved = touched;
  let told = touched;
  let before = null;

  /* Typing on one page for long: the server hears of it three times a minute. */
  const here = () => {
    told = Date.now();
    fetch(box.dataset.here, { redirect: "manual" }).then((answer) => {
      if (answer.type === "opaqueredirect") location.replace(box.dataset.start);
    }).catch(() => {});
  };
  const touch = () => {
    touched = Date.now();
    if (touched - told > 20000) here();
  };
  const show = (on) => {
    if (box.hidden === !on) return;
    others.forEach((part) => { part.inert = on; });
    box.hidden = !on;
    if (on) {
      before = document.activeElement;
      box.querySelector("[data-idle-here]").focus();
      if (!speech) return;
      const say = new SpeechSynthesisUtterance(["idle-title", "idle-words"].map((id) => document.getElementById(id).textContent).join(""));
      say.lang = document.documentElement.lang === "en" ? "en-GB" : "zh-CN";
      speech.speak(say);
    } else {
      if (speech) speech.cancel();
      if (before) before.focus();
    }
  };
  /* Who is read to, or speaks himself, is there. */
  const busy = () => document.querySelector("[data-listen][aria-pressed=true], [data-speak-end]:not([hidden])");
  const tick = () => {
    if (box.hidden && busy() && Date.now() - moved < LONGEST_BUSY) return touch();
    const idle = Math.floor((Date.now() - touched) / 1000);
    if (idle >= wipe) {
      clearInterval(beat);
      return box.querySelector("[data-idle-over]").submit();
    }
    left.textContent = String(wipe - Math.max(idle, warn));
    show(idle >= warn);
  };
  const beat = setInterval(tick, 1000);
  ["pointerdown", "keydown", "input", "wheel"].forEach((kind) => addEventListener(kind, () => { if (box.hidden) { moved = Date.now(); touch(); } }, { passive: true }));
  box.querySelector("[data-idle-here]").addEventListener("click", () => { touched = moved = Date.now(); here(); show(false); });
  /* While the phone takes the draft over, the kiosk looks whether it has done so. */
  if (document.querySelector("[data-moving]")) setInterval(() => {
    fetch(box.dataset.still, { redirect: "manual" }).then((answer) => {
      if (answer.type === "opaqueredirect") location.replace(box.dataset.start);
    }).catch(() => {});
  }, 5000);
})();
