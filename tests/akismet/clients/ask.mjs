// Runs one published client, unchanged, against the address and key of the environment, and prints what it found as JSON.
// usage: node ask.mjs cedx|akismet-api|akismet MODULES PORT KEY
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [client, modules, port, key] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${modules}/package.json`));
const dns = createRequire(import.meta.url)("dns");
const lookup = dns.lookup;
dns.lookup = (host, options, done) => // KEY.localhost, which RFC 6761 gives to the loopback address and resolvers may not
  lookup(host.endsWith(".localhost") ? "127.0.0.1" : host, options, done);
const blog = "https://otters.example/";
const words = "The lock keeper told my grandfather that the gates were hung in 1904.";

async function cedx() {
  const { Author, Blog, CheckResult, Client, Comment } = await import(
    pathToFileURL(`${modules}/node_modules/@cedx/akismet/lib/index.js`)
  );
  const make = (wanted) => new Client(wanted, new Blog({ url: blog }), { baseUrl: `http://127.0.0.1:${port}/` });
  const comment = (name, more = {}) =>
    new Comment({ author: new Author({ name, ipAddress: "192.0.2.9" }), content: words, ...more });
  const asked = make(key);
  const found = { valid: await asked.verifyKey(), wrong: await make("abcdefghijkl").verifyKey() };
  found.spam = (await asked.checkComment(comment("akismet-guaranteed-spam"))) !== CheckResult.ham;
  found.ham = (await asked.checkComment(comment("Bea"))) !== CheckResult.ham;
  await asked.submitSpam(comment("Zed"));
  await asked.submitHam(comment("Bea"));
  found.held = await make("abcdefghijkl").checkComment(comment("Bea")).then(() => false, () => true);
  return found;
}

async function akismetApi() {
  const { AkismetClient } = require("akismet-api");
  const make = (wanted) => new AkismetClient({ key: wanted, blog, host: `localhost:${port}`, protocol: "http" });
  const comment = (name) => ({ ip: "192.0.2.9", useragent: "Mozilla/5.0", content: words, name });
  const asked = make(key);
  const found = { valid: await asked.verifyKey(), wrong: await make("abcdefghijkl").verifyKey() };
  found.spam = await asked.checkSpam(comment("akismet-guaranteed-spam"));
  found.ham = await asked.checkSpam(comment("Bea"));
  await asked.submitSpam(comment("Zed"));
  await asked.submitHam(comment("Bea"));
  found.held = await make("abcdefghijkl").checkSpam(comment("Bea")).then(() => false, () => true);
  return found;
}

async function akismet() {
  const { client: makeClient } = require("akismet");
  const make = (wanted) => makeClient({ apiKey: wanted, blog, host: "127.0.0.1", endPoint: `${wanted}.localhost`, port });
  const comment = (name) => ({
    user_ip: "192.0.2.9", user_agent: "Mozilla/5.0", comment_content: words, comment_author: name,
  });
  const call = (asked, name, ...given) =>
    new Promise((done, fail) => asked[name](...given, (error, found) => (error ? fail(error) : done(found))));
  const asked = make(key);
  const found = { valid: await call(asked, "verifyKey"), wrong: await call(make("abcdefghijkl"), "verifyKey") };
  found.spam = await call(asked, "checkComment", comment("akismet-guaranteed-spam"));
  found.ham = await call(asked, "checkComment", comment("Bea"));
  await call(asked, "submitSpam", comment("Zed"));
  await call(asked, "submitHam", comment("Bea"));
  found.held = null; // it takes every answer but "true" for good
  return found;
}

const runs = { cedx, "akismet-api": akismetApi, akismet };
console.log(JSON.stringify(await runs[client]()));
