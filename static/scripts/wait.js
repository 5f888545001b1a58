/* After many wrong codes: how long it is still to wait, by a clock that nobody can set. */
(() => {
  const box = document.querySelector("[data-wait]");
  if (!box) return;
  const left = box.querySelector("[data-left]");
  const until = performance.now() + Number(box.dataset.wait) * 1000;
  const show = () => {
    const seconds = Math.ceil((until - performance.now()) / 1000);
    if (seconds <= 0) {
      box.textContent = box.dataset.over;
      clearInterval(ticking);
      return;
    }
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  const ticking = setInterval(show, 1000);
  show();
  box.hidden = false;
})();
