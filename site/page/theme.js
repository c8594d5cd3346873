// Before anything is drawn: the theme that was chosen here, and otherwise that of the system.
(() => {
  try {
    const theme = localStorage.getItem("stepwell-docs-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // A page that was opened from a disk may have no storage.
  }
})();
