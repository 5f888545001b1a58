/* Opens the answer to "why" beside the page. Without this script, or when fetching fails, the link leads to its page. */
(() => {
  if (!window.HTMLDialogElement) return;
  const english = document.documentElement.lang === "en";
  let drawer = null;
  const drawn = () => {
    if (drawer) return drawer;
    drawer = document.createElement("dialog");
    drawer.className = "drawer";
    drawer.addEventListener("click", (event) => { if (event.target === drawer) drawer.close(); });
    document.body.append(drawer);
    return drawer;
  };
  const open = async (link) => {
    const answer = await fetch(link.href, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.querySelector("[data-sheet-content]");
    if (!part) throw new Error("no sheet");
    const close = document.createElement("button");
    close.type = "button";
    close.className = "btn btn-line close";
    close.textContent = english ? "Close" : "关闭";
    const key = document.createElement("kbd");
    key.textContent = "Esc";
    close.append(key);
    close.addEventListener("click", () => drawn().close());
    drawn().replaceChildren(close, document.importNode(part, true));
    drawn().setAttribute("aria-label", part.getAttribute("aria-label") || link.textContent);
    /* A modal dialog keeps the focus inside, closes with Esc, and gives the focus back to the link. */
    drawn().showModal();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-sheet]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link).catch(() => { location.href = link.href; });
  });
})();
