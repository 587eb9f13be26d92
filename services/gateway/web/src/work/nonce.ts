/**
 * The gateway writes a fresh nonce into each page that it serves. Ant Design is told of it; three styles that its
 * helpers and ProComponents add without it (scroll lock, scrollbar measure, theme variables) get it here, so that the
 * policy needs no `unsafe-inline`.
 */
export const nonce = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";

if (nonce) {
  const create = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const made = create(name, options);
    if (made instanceof HTMLStyleElement) made.nonce = nonce;
    return made;
  }) as typeof document.createElement;
}
