// The words of a chart's mark, shown in full while it is pointed at or focused; without script its title says them.
for (const chart of document.querySelectorAll("figure .chart")) {
  const note = chart.closest("section").querySelector("[data-note]");
  const show = (event) => {
    const mark = event.target.closest(".mark");
    if (!mark) return;
    note.textContent = mark.querySelector("title").textContent;
    note.hidden = false;
  };
  chart.addEventListener("focusin", show);
  chart.addEventListener("mouseover", show);
  chart.addEventListener("mouseleave", () => { note.hidden = true; });
}
