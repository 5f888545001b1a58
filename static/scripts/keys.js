/* Shortcuts of the officers' pages. None fires inside a field, and all can be switched off. */
(() => {
  const off = () => localStorage.getItem("keys") === "off";
  const line = document.querySelector("[data-keyline]");
  const toggle = document.querySelector("[data-keys-switch]");
  if (toggle) {
    const show = () => { toggle.textContent = off() ? toggle.dataset.on : toggle.dataset.off; };
    toggle.hidden = false;
    toggle.addEventListener("click", () => { localStorage.setItem("keys", off() ? "on" : "off"); show(); });
    show();
  }
  /* Where there is little room the side list starts folded. */
  if (matchMedia("(max-width:1099px)").matches) document.querySelectorAll("details.side").forEach((list) => { list.open = false; });
  const rows = () => [...document.querySelectorAll("tr[data-row]")];
  const cursor = () => document.querySelector("tr.cursor");
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const old = cursor();
    const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(old) + step))];
    if (old) old.classList.remove("cursor");
    next.classList.add("cursor");
    next.scrollIntoView({ block: "nearest" });
    const link = next.querySelector("a[href]");
    if (link) link.focus({ preventScroll: true });
  };
  const inField = (target) => target.closest("input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable],dialog");
  const acts = {
    j: () => move(1),
    k: () => move(-1),
    x: () => { const tick = cursor() && cursor().querySelector("input[type=checkbox]"); if (tick) tick.click(); },
    Enter: () => { const link = cursor() && cursor().querySelector("a[href]"); if (link) link.click(); },
    "?": () => { if (line) { line.scrollIntoView(); line.tabIndex = -1; line.focus(); } },
    Escape: () => { const row = cursor(); if (row) row.classList.remove("cursor"); },
  };
  let first = "";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || off()) return;
    if (inField(event.target)) { if (event.key === "Escape") event.target.blur(); return; }
    if (event.key === "Enter" && event.target.closest("a,button,summary")) return;
    const pair = first + event.key;
    first = event.key === "g" ? "g " : "";
    const own = [pair, event.key].map((key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`)).find(Boolean);
    if (own) {
      event.preventDefault();
      return own.matches("input") ? own.focus() : own.click();
    }
    if (acts[event.key] && (event.key !== "Enter" || cursor())) { event.preventDefault(); acts[event.key](); }
  });
  /* Shift and a tick selects the range since the last tick. */
  let last = null;
  document.addEventListener("click", (event) => {
    const tick = event.target.closest("tr[data-row] input[type=checkbox]");
    if (!tick) return;
    const ticks = rows().map((row) => row.querySelector("input[type=checkbox]"));
    if (event.shiftKey && last) {
      const [a, b] = [ticks.indexOf(last), ticks.indexOf(tick)].sort((m, n) => m - n);
      ticks.slice(a, b + 1).forEach((one) => { if (one) one.checked = tick.checked; });
    }
    last = tick;
  });
})();
