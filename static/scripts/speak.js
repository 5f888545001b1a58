/* Speaking instead of writing. What was said goes along with the form among its files, unless it is silence. */
(() => {
  const box = document.querySelector("[data-speak]");
  const files = document.getElementById("files");
  const kinds = [["audio/webm;codecs=opus", "webm"], ["audio/mp4", "m4a"], ["audio/ogg;codecs=opus", "ogg"]];
  const able = window.MediaRecorder && navigator.mediaDevices && navigator.mediaDevices.getUserMedia;
  const kind = able && kinds.find(([type]) => MediaRecorder.isTypeSupported(type));
  if (!box || !files || !kind) return;
  const MOST = 300;
  /* Of full loudness: room noise stays below it, a voice does not. */
  const HEARD = 0.02;
  const form = box.closest("form");
  const find = (name) => box.querySelector(`[data-speak-${name}]`);
  const keys = ["start", "end", "play", "anew", "drop"];
  const state = find("state");
  const clock = find("clock");
  const words = box.dataset;
  const playWords = find("play").textContent;
  let now = null;
  let said = null;
  let player = null;

  const offer = (...shown) => keys.forEach((name) => { find(name).hidden = !shown.includes(name); });
  const tell = (text) => { state.textContent = text; state.hidden = !text; };
  const timed = (text, seconds) => text.replace("{m}", Math.floor(seconds / 60)).replace("{s}", seconds % 60);
  const hush = () => {
    if (player) player.pause();
    player = null;
    find("play").querySelector("span").textContent = playWords;
  };
  /* Behind the files that were chosen; whoever watches the chooser sends it with them. */
  const attach = () => {
    const all = new DataTransfer();
    [...files.files, said].forEach((one) => all.items.add(one));
    files.files = all.files;
    said = null;
    files.dispatchEvent(new Event("change", { bubbles: true }));
  };
  /* How loud it is, so that silence is told before it is sent. Where nothing can be measured nothing is judged. */
  const measure = (stream) => {
    const sound = { loudest: 0, sure: false, close: () => {} };
    try {
      const context = new AudioContext();
      const ear = context.createAnalyser();
      const samples = new Float32Array(ear.fftSize);
      context.createMediaStreamSource(stream).connect(ear);
      sound.look = () => {
        if (context.state !== "running") return;
        sound.sure = true;
        ear.getFloatTimeDomainData(samples);
        sound.loudest = samples.reduce((most, one) => Math.max(most, Math.abs(one)), sound.loudest);
      };
      sound.close = () => context.close();
    } catch {
      sound.look = () => {};
    }
    return sound;
  };
  const silent = (sound) => sound.sure && sound.loudest < HEARD;

  const refuse = () => {
    now = null;
    offer();
    box.querySelector(".hint").hidden = true;
    tell(words.none);
    const story = document.getElementById(words.story);
    if (story) story.focus();
  };
  const second = () => {
    now.seconds += 1;
    clock.textContent = timed(words.clock, now.seconds);
    if (now.seconds === 4 && silent(now.sound)) tell(words.quiet);
    if (state.textContent === words.quiet && !silent(now.sound)) tell(words.going);
    if (now.seconds >= MOST) end(words.full);
  };
  const start = async () => {
    if (now) return;
    now = {};
    hush();
    let stream;
    try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { return refuse(); }
    said = null;
    const pieces = [];
    const recorder = new MediaRecorder(stream, { mimeType: kind[0], audioBitsPerSecond: 32000 });
    recorder.ondataavailable = (event) => { if (event.data.size) pieces.push(event.data); };
    recorder.onstop = () => finish(pieces);
    const sound = measure(stream);
    now = { stream, recorder, sound, seconds: 0, look: setInterval(sound.look, 100), tick: setInterval(second, 1000) };
    recorder.start(1000);
    clock.textContent = timed(words.clock, 0);
    clock.hidden = false;
    tell(words.going);
    offer("end");
    find("end").focus();
  };
  const release = () => {
    clearInterval(now.look);
    clearInterval(now.tick);
    now.stream.getTracks().forEach((track) => track.stop());
    now.sound.close();
  };
  const end = (ending, after) => {
    if (!now || !now.recorder || now.recorder.state === "inactive") return;
    Object.assign(now, { ending, after });
    now.sound.look();
    now.recorder.stop();
  };
  const finish = (pieces) => {
    const { seconds, sound, ending, after } = now;
    release();
    now = null;
    clock.hidden = true;
    if (silent(sound) || !pieces.length) {
      tell(words.silent);
      offer("start");
      return find("start").focus();
    }
    said = new File(pieces, `${words.name}.${kind[1]}`, { type: kind[0].split(";")[0] });
    const tick = form.querySelector("input[name=kinds][value=voice]");
    if (tick) tick.checked = true;
    tell(timed(ending || words.kept, seconds));
    offer("play", "anew", "drop");
    find("play").focus();
    if (after) after();
  };
  const play = () => {
    if (player) return hush();
    player = new Audio(URL.createObjectURL(said));
    player.onended = hush;
    player.play().catch(hush);
    find("play").querySelector("span").textContent = words.stop;
  };
  const drop = () => {
    hush();
    said = null;
    tell(words.gone);
    offer("start");
    find("start").focus();
  };
  find("start").addEventListener("click", start);
  find("anew").addEventListener("click", start);
  find("end").addEventListener("click", () => end());
  find("play").addEventListener("click", play);
  find("drop").addEventListener("click", drop);
  /* Who goes on while speaking has said enough: the recording ends first, and goes along. */
  form.addEventListener("submit", (event) => {
    hush();
    if (!said && !(now && now.recorder)) return;
    event.preventDefault();
    event.stopPropagation();
    const go = () => { attach(); form.requestSubmit(event.submitter); };
    /* a form does not go off while it is going off */
    if (said) setTimeout(go);
    else end("", go);
  });
  /* Until it goes along, what was said is here alone: the browser asks before it is lost. */
  addEventListener("beforeunload", (event) => { if (said || (now && now.recorder)) event.preventDefault(); });
  addEventListener("pagehide", () => { hush(); if (now && now.recorder) release(); });
  offer("start");
  box.hidden = false;
})();
