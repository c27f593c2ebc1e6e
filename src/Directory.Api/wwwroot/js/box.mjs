// What completes the words stands under the box as links: nothing to learn for keyboard or screen reader.
export function watchBox(box, say) {
  const list = document.getElementById(box.dataset.list);
  let wait, last = '';
  const linkTo = each => {
    const address = new URL('/', location.href);
    address.searchParams.set(each.need ? 'need' : 'q', each.need ?? each.text);
    for (const name of ['at', 'saved']) if (box.form.elements[name]?.value) address.searchParams.set(name, box.form.elements[name].value);
    return address.pathname + address.search;
  };
  const show = found => {
    list.replaceChildren(...found.map(each => {
      const [item, link] = [document.createElement('li'), document.createElement('a')];
      link.href = linkTo(each);
      link.dir = 'auto';
      link.textContent = each.text;
      item.append(link);
      return item;
    }));
    list.hidden = found.length === 0;
    if (found.length > 0) say(`${box.dataset.some}: ${found.length}`);
  };
  box.addEventListener('input', () => {
    clearTimeout(wait);
    const typed = last = box.value.trim();
    if (typed.length < 2) { show([]); return; }
    wait = setTimeout(async () => {
      try {
        const answer = await fetch(box.dataset.suggest + encodeURIComponent(typed));
        if (answer.ok && typed === last) show(await answer.json());
      } catch { show([]); } // no suggestions is no failure
    }, 250);
  });
  box.addEventListener('keydown', event => { if (event.key === 'Escape') show([]); });
}
