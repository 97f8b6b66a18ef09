// Filter as you type: hides what does not match while the form still works without JavaScript.
(() => {
  const input = document.querySelector("[data-filter]");
  if (!input) return;
  for (const node of document.querySelectorAll("[data-needs-script]")) node.hidden = false;
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const items = [...document.querySelectorAll("[data-names]")].map((node) => [node, fold(node.dataset.names)]);
  const groups = [...document.querySelectorAll("[data-group]")];
  const status = document.querySelector("[data-filter-status]");
  input.addEventListener("input", () => {
    const wanted = fold(input.value.trim());
    let shown = 0;
    for (const [node, names] of items) {
      node.hidden = !names.includes(wanted);
      if (!node.hidden) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-names]:not([hidden])");
    if (status) status.textContent = wanted ? String(shown) : "";
  });
})();
