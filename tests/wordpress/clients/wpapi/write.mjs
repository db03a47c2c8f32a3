// Discovers the interface, reads and writes with npm's wpapi: node write.mjs MODULES URL NAME PASSWORD
import { createRequire } from "node:module";

const [modules, url, username, password] = process.argv.slice(2);
const WPAPI = createRequire(`${modules}/package.json`)("wpapi");
const found = await WPAPI.discover(url);
const site = new WPAPI({ endpoint: `${url}/wp-json`, username, password, auth: true });
const stranger = new WPAPI({ endpoint: `${url}/wp-json` });
const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC", "base64");

const category = await site.categories().create({ name: "Lamps" });
const file = await site.media().file(picture, "lamp.png").create({ title: "A lamp", alt_text: "Lit" });
const draft = await site.posts().create({ title: "A lamp", content: "<p>Dark</p>", categories: [category.id] });
const hidden = await stranger.posts().id(draft.id).get().catch((error) => error.code);
const shown = await site.posts().id(draft.id).update({ status: "publish", featured_media: file.id });
const listed = await stranger.posts().categories(category.id).embed().get();
const comment = await site.comments().create({ post: draft.id, content: "It was a bright lamp, I thought." });
const edited = await site.posts().id(draft.id).param("context", "edit").get();
const page = await site.pages().create({ title: "About", status: "publish" });
const gone = await site.posts().id(draft.id).delete({ force: true });
const refused = await new WPAPI({ endpoint: `${url}/wp-json`, username, password: "wrong", auth: true }).posts().get().catch((error) => error.code);

console.log(JSON.stringify({
  discovered: typeof found.posts === "function",
  file: [file.media_type, file.title.raw, file.alt_text],
  hidden,
  shown: [shown.status, shown.featured_media === file.id],
  listed: [listed.length, listed._paging.total, listed[0]._embedded["wp:term"][0][0].name],
  comment: comment.status,
  raw: edited.title.raw,
  page: page.status,
  gone: gone.deleted,
  refused,
}));
