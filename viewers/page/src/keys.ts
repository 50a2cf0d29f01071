import { byId, element } from "./dom.ts";

export interface Key {
  readonly key: string;
  readonly shown?: string;
  readonly words: string;
  readonly act: () => void;
}

/** Single keys, save where somebody types; `?` shows them. */
export function listenToKeys(keys: readonly Key[]): void {
  const help = byId<HTMLDialogElement>("help");
  const toggle = (): void => (help.open ? help.close() : help.showModal());
  const all = [...keys, { key: "?", words: "these keys", act: toggle }];
  help.replaceChildren(
    element("h2", { textContent: "Keys" }),
    element(
      "dl",
      {},
      ...all.flatMap(({ key, shown, words }) => [
        element("dt", {}, element("kbd", { textContent: shown ?? key })),
        element("dd", { textContent: words }),
      ]),
    ),
    element("p", { textContent: "Pedals and caps do what their tiles say. Escape closes." }),
  );
  help.addEventListener("click", () => help.close());
  byId("help-button").addEventListener("click", toggle);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    if (target instanceof HTMLInputElement) {
      if (event.key === "Escape") target.blur();
      return;
    }
    if (document.querySelector("dialog[open]") && event.key !== "?" && event.key !== "a") return;
    const found = all.find(({ key }) => key === event.key);
    if (!found) return;
    event.preventDefault();
    found.act();
  });
}
