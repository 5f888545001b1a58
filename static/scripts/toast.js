/* Messages leave after ten seconds, unless they tell of an error or somebody is reading them. */
(() => {
  const READ = 10000;
  document.querySelectorAll("[data-toast]").forEach((line) => {
    const close = line.querySelector("[data-toast-close]");
    close.hidden = false;
    close.addEventListener("click", () => line.remove());
    if (line.dataset.toast === "error") return;
    let left = setTimeout(() => line.remove(), READ);
    const wait = () => clearTimeout(left);
    const go = () => { clearTimeout(left); left = setTimeout(() => line.remove(), READ); };
    line.addEventListener("mouseenter", wait);
    line.addEventListener("focusin", wait);
    line.addEventListener("mouseleave", go);
    line.addEventListener("focusout", go);
  });
})();
