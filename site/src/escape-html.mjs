const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it stands in HTML, between tags or in an attribute. */
export function escapeHtml(text) {
  return text.replace(/[&<>"]/g, (one) => entities[one]);
}
