// Keeps what "My station" has loaded, so that it opens again without a network.
// A file whose address has its digest never changes. Any other is asked for anew, and taken from what is kept where no
// network answers: so a changed site is seen at once.
const KEPT = "my-station";
const WANTED = /\/(my|meals|assets)\/|\.(css|js)$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method === "GET" && origin === location.origin && WANTED.test(pathname)) event.respondWith(answer(event.request));
});

async function answer(request) {
  const kept = await caches.open(KEPT);
  const { search, origin, pathname } = new URL(request.url);
  const digested = pathname.endsWith(".packed") && search;
  const held = await kept.match(request, { ignoreSearch: !digested });
  if (digested && held) return held;
  try {
    const fresh = await fetch(request);
    if (fresh.ok) {
      if (digested) await kept.delete(origin + pathname, { ignoreSearch: true });
      await kept.put(digested ? request : origin + pathname, fresh.clone());
    }
    return fresh;
  } catch (error) {
    if (held) return held;
    throw error;
  }
}
