// Asked inside a page. Words (of three letters and more: codes are no words) that stand outside brackets, and are nobody's own words, were never given to a
// translator; an element that hides or cuts what it holds is too narrow for its words.
() => {
  const page = document.documentElement.lang;
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const own = (e) => e.closest('[translate="no"], code, time, svg, script, style, noscript, option, .unseen')
    || (e.closest("[lang]") && e.closest("[lang]").lang !== page);
  const bare = [];
  let depth = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!seen(node.parentElement) || own(node.parentElement)) continue;
    let said = "";
    for (const c of node.data) {
      if (c === "[") depth += 1;
      else if (c === "]") depth -= 1;
      else if (depth === 0) said += c;
    }
    const words = said.match(/\p{L}*\p{Ll}\p{L}*/gu) || [];
    if (words.some((w) => w.length > 2)) bare.push(said.trim().slice(0, 60));
  }
  const cut = [...document.querySelectorAll("body *")].filter((e) => {
    const style = getComputedStyle(e);
    const hides = ["hidden", "clip"].includes(style.overflowX) && e.clientWidth > 1;
    return hides && seen(e) && e.scrollWidth > e.clientWidth + 1 && e.innerText && e.innerText.trim();
  }).map((e) => `${e.tagName}.${e.className}: ${e.innerText.trim().slice(0, 40)}`);
  const broken = [...document.querySelectorAll("h1, h2, h3, th, .button, button, nav a, label, .badge")]
    .filter(seen).flatMap((e) => {
      const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
      const words = [];
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        for (const match of node.data.matchAll(/[\p{Script=Latin}\p{Script=Cyrillic}]{2,}/gu)) {
          const range = document.createRange();
          range.setStart(node, match.index);
          range.setEnd(node, match.index + match[0].length);
          const lines = new Set([...range.getClientRects()].filter((r) => r.width > 0).map((r) => Math.round(r.top)));
          if (lines.size > 1) words.push(match[0]);
        }
      }
      return words;
    });
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  return { bare: [...new Set(bare)], cut, broken, wide: Math.max(0, wide) };
}
