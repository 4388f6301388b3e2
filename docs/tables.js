// The buttons beside code are no landmarks: a page has many of them, all without a name.
new MutationObserver(() => {
  for (const buttons of document.querySelectorAll("nav.md-code__nav")) buttons.setAttribute("role", "group");
}).observe(document.body, { childList: true, subtree: true });

// A table that scrolls has to be reached by keyboard.
addEventListener("load", () => {
  for (const wide of document.querySelectorAll(".md-typeset__scrollwrap, .sgz .scroll")) wide.tabIndex = 0;
});
