/* One submit per form: a second tap waits for the first; a form that only fetches a file may send again. Leaving and coming back frees the button. */
(() => {
  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || "again" in form.dataset) return;
    if (sent.has(form)) return event.preventDefault();
    sent.add(form);
    form.querySelectorAll("button[type=submit]").forEach((b) => b.setAttribute("aria-disabled", "true"));
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  /* Where the browser does not honour autofocus on a box, the script moves the reader there. */
  const wrong = document.querySelector(".summary-wrong");
  if (wrong && document.activeElement !== wrong) wrong.focus();
})();
