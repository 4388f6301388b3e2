// A table that scrolls has to be reached by keyboard.
addEventListener("load", () => {
  for (const wide of document.querySelectorAll(".md-typeset__scrollwrap, .sgz .scroll")) wide.tabIndex = 0;
});
