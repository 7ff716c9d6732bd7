// What a script sends with a request that changes something; htmx does so by itself.
export const headers = () => JSON.parse(document.body.getAttribute("hx-headers"));
