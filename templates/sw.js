{% load static %}// Opens the client's pages without a network. Version {{ version|default:"dev" }}: other static files make another worker.
"use strict";

const ASSETS = "assets-{{ version|default:"dev" }}";
const PAGES = "pages";
// What the worker must remember: whose pages these are, and whether the signal is said to be weak.
const MEMORY = "memory";
const OFFLINE = "{% url "offline" %}";
const HOME = "{% url "home" %}";
const TODAY = "{% url "today" %}";
const SIGN_OUT = "{% url "account_logout" %}";
const STATIC = "{% get_static_prefix %}";
const HAS_HASHED_NAMES = {{ version|yesno:"true,false" }};
const SESSION = /^\/sessions\/[0-9a-f-]{36}\/$/;
const KEPT = [/^\/today\/$/, /^\/plan\/$/, SESSION, /^\/planned\/[0-9a-f-]{36}\/$/, /^\/check-ins?\//];
// A kept page shows after this long without an answer; without a kept one the network has all the time.
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(keep(OFFLINE).then(stepIn));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(renew().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  const { keep: paths, step } = event.data;
  if (paths) event.waitUntil(Promise.all(paths.map((path) => keep(path).catch(() => undefined))));
  if (step) event.waitUntil(stepIn());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (url.pathname === SIGN_OUT && request.method === "POST") {
    event.respondWith(fetch(request).finally(() => caches.delete(PAGES)));
    return;
  }
  if (request.method !== "GET" || request.headers.has("HX-Request")) return;
  if (url.pathname.startsWith(STATIC)) event.respondWith(asset(request));
  else if (KEPT.some((path) => path.test(url.pathname))) event.respondWith(page(event, url.pathname));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => instead(url.pathname)));
});

// Take over from an older worker, unless somebody is in the middle of a session: then at the next page.
async function stepIn() {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!open.some((client) => SESSION.test(new URL(client.url).pathname))) await self.skipWaiting();
}

// The kept pages name the static files of their own version: both are renewed together, or neither.
async function renew() {
  const pages = await caches.open(PAGES);
  const paths = (await pages.keys()).map((request) => new URL(request.url).pathname);
  try {
    await Promise.all(paths.map(keep));
  } catch {
    return;
  }
  const old = (await caches.keys()).filter((name) => name.startsWith("assets-") && name !== ASSETS);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// Fetch a page and keep it, what it needs first: a kept page is a whole one.
async function keep(path) {
  const response = await fetch(path, { credentials: "same-origin", cache: "no-store" });
  if (response.ok && !response.redirected) await storeAssets(await response.clone().text());
  await store(path, response);
}

// Put a page into the cache of its owner; nothing where it is no page of this address.
async function store(path, response) {
  if (!response.ok || response.redirected) return;
  if (path !== OFFLINE) await settle(response);
  await (await caches.open(path === OFFLINE ? ASSETS : PAGES)).put(path, response);
}

// Pages of one person are gone as soon as another is signed in.
async function settle(response) {
  const owner = response.headers.get("Page-Owner");
  if (!owner) return;
  const memory = await caches.open(MEMORY);
  const known = await memory.match("/owner");
  if (known && (await known.text()) === owner) return;
  await caches.delete(PAGES);
  await memory.put("/owner", new Response(owner));
}

async function storeAssets(html) {
  const found = html.matchAll(/(?:href|src)="([^"#]+)/g);
  const urls = new Set([...found].map((match) => match[1]).filter((url) => url.startsWith(STATIC)));
  const assets = await caches.open(ASSETS);
  await Promise.all([...urls].map(async (url) => (await assets.match(url)) || assets.add(url)));
}

async function asset(request) {
  if (HAS_HASHED_NAMES) {
    const kept = await caches.match(request);
    if (kept) return kept;
  }
  try {
    const response = await fetch(request);
    if (response.ok) await (await caches.open(ASSETS)).put(request, response.clone());
    return response;
  } catch {
    return (await caches.match(request)) || Response.error();
  }
}

// A page the phone keeps: from the network, or the kept one where that takes too long or the signal is weak.
async function page(event, path) {
  const kept = await (await caches.open(PAGES)).match(path);
  const fresh = fetch(event.request).then(async (response) => {
    await settle(response);
    await store(path, response.clone());
    return response;
  });
  if (!kept) return fresh.catch(() => instead(path));
  event.waitUntil(fresh.catch(() => undefined));
  if (await isWeak()) return kept;
  const patience = new Promise((done) => setTimeout(done, PATIENCE_MS, kept.clone()));
  return Promise.race([fresh, patience]).catch(() => kept);
}

async function isWeak() {
  return Boolean(await (await caches.open(MEMORY)).match("/weak"));
}

async function instead(path) {
  if (path === HOME) return Response.redirect(TODAY);
  return (await caches.match(OFFLINE)) || Response.error();
}
