/* Shows the print button where the page can be printed; without this script the browser's own menu does it. */
(() => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => { window.print(); });
  }
})();
