/* Sends chosen files piece by piece: a line that breaks goes on where it stopped. Without this script,
   or when it gives up, the form sends them whole. */
(() => {
  const box = document.querySelector("[data-upload]");
  const input = box && box.querySelector("input[type=file]");
  if (!input || !window.fetch || !window.FormData || !Blob.prototype.slice) return;
  const form = input.form;
  const words = box.querySelector("[data-progress]");
  const shrink = box.querySelector("[data-shrink] input");
  const PIECE = 512 * 1024, LARGEST = 20 * 1024 * 1024, EDGE = 2560, TRIES = 6;
  const say = (name, n, part) => { words.textContent = box.dataset[name].replace("{n}", n).replace("{part}", part); };
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const parts = box.dataset.parts.split("|");
  let busy = null;
  let waiting = [];
  box.querySelector("[data-shrink]").hidden = false;

  /* A photo drawn smaller; anything that cannot be drawn is sent as it is. */
  const smaller = async (file) => {
    if (!/^image\//.test(file.type) || !window.createImageBitmap) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
      if (!blob || blob.size >= file.size) return file;
      return new File([blob], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
    } catch { return file; }
  };

  const post = async (fields) => {
    const body = new FormData();
    body.append("csrf_token", form.elements.csrf_token.value);
    if (form.elements.form_key) body.append("batch", form.elements.form_key.value);
    Object.entries(fields).forEach(([name, value]) => body.append(name, value));
    const answer = await fetch(box.dataset.upload, { method: "POST", body, credentials: "same-origin" });
    if (!/json/.test(answer.headers.get("Content-Type") || "")) throw new Error("no answer");
    return answer.json();
  };

  /* A piece is tried again and again, each time after a longer rest. */
  const patiently = async (fields, n) => {
    for (let turn = 0; ; turn += 1) {
      try { return await post(fields); }
      catch (error) {
        if (turn === TRIES) throw error;
        say("waiting", n);
        await wait(Math.min(1000 * 2 ** turn, 20000));
      }
    }
  };

  const send = async (chosen, n) => {
    const small = shrink.checked || chosen.size > LARGEST;
    if (small) say("shrinking", n);
    const file = small ? await smaller(chosen) : chosen;
    const about = { mark: `${chosen.name}|${file.size}|${chosen.lastModified}`, name: file.name, size: file.size };
    if (file !== chosen) about.shrunk = "y";
    let answer = await patiently({ ...about, start: 0 }, n);
    while (!answer.done && !answer.refused) {
      say("going", n, parts[Math.min(parts.length - 1, Math.floor((parts.length * answer.have) / file.size))]);
      const end = Math.min(answer.have + PIECE, file.size);
      answer = await patiently({ ...about, start: answer.have, piece: new File([file.slice(answer.have, end)], "piece") }, n);
    }
    return answer.refused;
  };

  /* The list of what is there, as the server tells it. */
  const refresh = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const fresh = page.querySelector("[data-files]"), old = document.querySelector("[data-files]");
    if (fresh && old) old.replaceWith(fresh);
  };

  /* Something has come: that nothing was chosen is not true any more. */
  const unmark = () => {
    box.classList.remove("field-wrong");
    input.removeAttribute("aria-invalid");
    box.querySelectorAll(".wrong:not([data-progress])").forEach((one) => one.remove());
    const summary = document.querySelector(".summary-wrong");
    if (summary && !summary.querySelector(`a:not([href="#${input.id}"])`)) summary.remove();
  };

  const sendAll = async () => {
    const refused = [];
    for (let i = 0; i < waiting.length; i += 1) {
      const reason = await send(waiting[i], i + 1);
      if (reason) refused.push(reason);
    }
    input.value = "";
    say("done");
    if (refused.length) words.textContent = refused.join(" ");
    words.classList.toggle("wrong", refused.length > 0);
    if (refused.length < waiting.length) unmark();
    if (refused.length < waiting.length) form.insertAdjacentHTML("beforeend", '<input type="hidden" name="sent" value="1">');
    await refresh();
    return !refused.length;
  };

  /* All that were chosen go with the form, also those of an earlier choice. */
  const giveUp = () => {
    say("failed");
    const all = new DataTransfer();
    waiting.forEach((file) => all.items.add(file));
    input.files = all.files;
    return false;
  };

  /* Who chooses more while some are on their way: these wait behind them. */
  input.addEventListener("change", () => {
    waiting.push(...input.files);
    if (!input.files.length || busy) return;
    busy = sendAll().catch(giveUp).finally(() => { busy = null; waiting = []; });
  });
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    busy.then((good) => { if (good && button) button.click(); });
  }, true);
})();
