// One listener for every button that copies: a citation, or the link to this view. Set up once, whatever Streamlit redraws.
if (!window.opcCopies) {
  window.opcCopies = true;
  const live = document.createElement("div");
  live.setAttribute("aria-live", "polite");
  live.className = "opc-live";
  document.body.append(live);

  // Without https there is no clipboard but the old one.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };

  // The link says what the view leaves implied, so that it shows the same another day on another machine.
  const link = (implied) => {
    const address = new URL(window.location.href);
    for (const [name, value] of new URLSearchParams(implied)) {
      if (!address.searchParams.has(name)) address.searchParams.set(name, value);
    }
    address.searchParams.delete("embed");
    return address.href;
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-share]");
    if (!button) return;
    await copy(button.dataset.copy ?? link(button.dataset.share));
    const words = button.textContent;
    live.textContent = button.dataset.done;
    if (words === button.dataset.done) return;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; live.textContent = ""; }, 1600);
  });
}
