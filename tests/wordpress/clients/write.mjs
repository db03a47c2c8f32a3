// Writes a post with a picture through the npm package "wordpress", as scripts do: node write.mjs MODULES URL NAME PASSWORD.
// Prints what it read back, as JSON.
import { createRequire } from "node:module";
import { promisify } from "node:util";

const [modules, url, username, password] = process.argv.slice(2);
const wordpress = createRequire(`${modules}/`)("wordpress");
const picture = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
);
const client = wordpress.createClient({ url, username, password });
const ask = (name, ...values) => promisify(client[name]).call(client, ...values);

const methods = await ask("listMethods");
const file = await ask("uploadFile", { name: "a lamp.png", type: "image/png", bits: picture });
const term = await ask("newTerm", { name: "Lamps", taxonomy: "category" });
const post = await ask("newPost", {
    title: "A lamp",
    content: "<p>It was dark.</p>",
    status: "publish",
    date: new Date("2020-02-03T04:05:06Z"),
    terms: { category: [term] },
    termNames: { post_tag: ["tides"] },
    thumbnail: Number(file.attachment_id),
});
const written = await ask("getPost", post);
await ask("editPost", post, { title: "Another lamp" });
const found = await ask("getPosts", { number: 5 });
const types = await ask("getPostTypes");
const taxonomies = await ask("getTaxonomies");
const library = await ask("getMediaLibrary");
const item = await ask("getMediaItem", Number(file.attachment_id));
const terms = await ask("getTerms", "category");
await ask("deletePost", post);
const gone = await ask("getPost", post);
let refused = "";
try {
    await promisify(wordpress.createClient({ url, username, password: "wrong" }).getPosts).call(
        wordpress.createClient({ url, username, password: "wrong" }),
    );
} catch (error) {
    refused = error.message;
}
console.log(
    JSON.stringify({
        methods: methods.length > 70,
        picture: [file.url.endsWith("/a-lamp.png"), item.title, library.length],
        title: written.title,
        date: written.date,
        filed: written.terms.map((each) => each.name),
        thumbnail: written.thumbnail.attachment_id === file.attachment_id,
        titles: found.map((each) => each.title),
        types: Object.keys(types),
        taxonomies: taxonomies.map((each) => each.name),
        lamps: terms.some((each) => each.name === "Lamps"),
        gone: gone.status,
        refused,
    }),
);
