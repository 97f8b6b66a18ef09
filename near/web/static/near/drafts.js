// Keeps what is typed into a form marked data-keep="KEY" in this browser until the server has taken it.
// A draft belongs to one account: two people at one computer do not see each other's. Never kept: passwords,
// files, hidden fields. A form that says which version it saw (`version` or `seal`) keeps that too, and warns where it moved on.
(() => {
  const words = document.querySelector("[data-drafts]");
  if (!words) return;
  const prefix = `near-draft:${words.dataset.account}:`;
  const days = 30;
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const write = (key, draft) => { try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* full or forbidden: the form works without */ } };
  const drop = (key) => { try { localStorage.removeItem(key); } catch { /* as above */ } };
  const keys = (start) => { try { return Object.keys(localStorage).filter((key) => key.startsWith(start)); } catch { return []; } };

  // Signing out leaves nothing behind.
  for (const form of document.querySelectorAll("form[data-drafts-clear]")) {
    form.addEventListener("submit", () => keys(prefix).forEach(drop));
  }

  // The server answers what it took with a redirect, and what it refused without one.
  const [visit] = performance.getEntriesByType("navigation");
  const redirected = Boolean(visit && visit.type === "navigate" && visit.redirectCount > 0);
  let from = "";
  try { from = new URL(document.referrer).pathname; } catch { /* no page before this one */ }
  for (const key of keys(prefix)) {
    const draft = read(key);
    const old = !draft || Date.now() - draft.at > days * 86400000;
    if (old || (draft.sent && redirected && draft.page === from)) drop(key);
  }

  const kept = (field) => field.name && !field.disabled && !["hidden", "password", "file", "submit", "button", "reset", "image"].includes(field.type);
  const fieldsOf = (form) => [...form.elements].filter(kept);
  const ticks = (field) => field.type === "checkbox" || field.type === "radio";
  const valueOf = (field) => {
    if (ticks(field)) return field.checked;
    return field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value;
  };
  const nameOf = (field) => (ticks(field) ? `${field.name}=${field.value}` : field.name);
  const versionOf = (form) => (form.elements.version ?? form.elements.seal)?.value ?? "";
  const stateOf = (form) => {
    const state = {}, seen = {};
    for (const field of fieldsOf(form)) {
      const name = nameOf(field);
      seen[name] = (seen[name] ?? -1) + 1;
      state[`${name}#${seen[name]}`] = valueOf(field);
    }
    return state;
  };
  const put = (form, state) => {
    const seen = {};
    for (const field of fieldsOf(form)) {
      const name = nameOf(field);
      seen[name] = (seen[name] ?? -1) + 1;
      const value = state[`${name}#${seen[name]}`];
      if (value === undefined) continue;
      if (ticks(field)) field.checked = value;
      else if (field.multiple) [...field.options].forEach((option) => { option.selected = value.includes(option.value); });
      else field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "second";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };

  const tell = (form, text, ...buttons) => {
    const box = document.createElement("div");
    box.className = "notice kept-draft";
    box.setAttribute("role", "status");
    const said = document.createElement("p");
    said.textContent = text;
    const row = document.createElement("p");
    row.className = "buttons";
    row.append(...buttons);
    box.append(said, row);
    form.before(box);
    return box;
  };

  for (const form of document.querySelectorAll("form[data-keep]")) {
    const key = prefix + form.dataset.keep;
    const first = stateOf(form), version = versionOf(form);
    const draft = read(key);
    let waiting = false;
    const save = (sent = false) => {
      if (waiting) return;
      const state = stateOf(form);
      if (!sent && same(state, first)) { drop(key); return; }
      write(key, { state, version, sent, page: location.pathname, at: Date.now() });
    };
    if (draft && !same(draft.state, first)) {
      const discard = (box) => { drop(key); put(form, first); waiting = false; box.remove(); drop(key); };
      if (draft.version === version) {
        put(form, draft.state);
        const box = tell(form, words.dataset.restored, button(words.dataset.discard, () => discard(box)));
      } else {
        waiting = true;
        const take = () => { waiting = false; put(form, draft.state); save(); box.remove(); };
        const box = tell(form, words.dataset.moved, button(words.dataset.take, take), button(words.dataset.discard, () => discard(box)));
      }
    }
    let timer = 0;
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 300); });
    form.addEventListener("change", () => save());
    form.addEventListener("submit", () => { clearTimeout(timer); save(true); });
    addEventListener("pagehide", () => { if (timer && !read(key)?.sent) save(); });
  }
})();
