/* An open menu closes when the reader turns elsewhere or presses Esc. Without this it is a plain fold. */
(() => {
  const menus = "details.chip-menu[open], .me details[open]";
  const close = (except) => document.querySelectorAll(menus).forEach((menu) => { if (menu !== except) menu.open = false; });
  document.addEventListener("click", (event) => close(event.target.closest(menus)));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement.closest(menus);
    close();
    if (menu) menu.querySelector("summary").focus();
  });
})();
