// @vercel/cosmosdb-server, mended where it answers otherwise than Cosmos DB does: the partition key that comes with a request is
// heeded in reads, writes and queries; a missing item is 404; an ETag has its quotation marks; the change feed goes on from where a
// reader stopped.
"use strict";

const { AsyncLocalStorage } = require("node:async_hooks");
const { default: Documents } = require("@vercel/cosmosdb-server/lib/account/documents");
const operations = require("@vercel/cosmosdb-server/lib/handler/_document-operations");
const readDocument = require("@vercel/cosmosdb-server/lib/handler/read-document");
const readDocuments = require("@vercel/cosmosdb-server/lib/handler/read-documents");
const { default: ResourceId } = require("@vercel/cosmosdb-server/lib/account/resource-id");

const current = new AsyncLocalStorage();
const partitionOf = request => {
  const header = request.headers["x-ms-documentdb-partitionkey"];
  return header === undefined ? undefined : JSON.parse(header)[0];
};

// As they stand in addresses.
ResourceId.toBase64String = bytes => bytes.toString("base64").replaceAll("/", "-");
ResourceId.fromBase64String = text => Buffer.from(text.replaceAll("-", "/"), "base64");

readDocument.default = (account, request, response, { dbId, collId, docId }) => {
  const { statusCode, body } = operations.readOperation(
    account.database(dbId).collection(collId),
    { partitionKey: request.headers["x-ms-documentdb-partitionkey"], id: docId });
  response.statusCode = statusCode;
  return body;
};

for (const name of ["createOperation", "replaceOperation", "upsertOperation"]) {
  const operation = operations[name];
  operations[name] = (collection, input) =>
    collection.documents._getPartition(input.resourceBody) === partitionOf(current.getStore())
      ? operation(collection, input)
      : { statusCode: 400, body: { code: "BadRequest", message: "The partition key of the request is not that of the item." } };
}

const { query, _set: set } = Documents.prototype;
Documents.prototype.query = function (...asked) {
  const partition = partitionOf(current.getStore());
  const all = this._data;
  this._data = partition === undefined ? all : new Map([...all].filter(([, item]) => this._getPartition(item.read()) === partition));
  try {
    return query.apply(this, asked);
  } finally {
    this._data = all;
  }
};

// A Map keeps its keys in the order in which they were put in: here, of their last change.
Documents.prototype._set = function (item) {
  this.lastChange = (this.lastChange ?? 0) + 1;
  this.changes ??= new Map();
  this.changes.delete(item._rid);
  this.changes.set(item._rid, this.lastChange);
  return set.call(this, { ...item, _etag: `"${item._etag}"` });
};

const readAll = readDocuments.default;
readDocuments.default = (account, request, response, params) => {
  if (!request.headers["a-im"]) {
    return readAll(account, request, response, params);
  }

  delete request.headers["a-im"]; // or the package answers as well, in its own way
  const { documents } = account.database(params.dbId).collection(params.collId);
  const after = Number(request.headers["if-none-match"]?.replaceAll('"', "") ?? 0);
  const changed = [...documents.changes ?? []].filter(([, change]) => change > after)
    .slice(0, Number(request.headers["x-ms-max-item-count"] ?? 100));
  response.statusCode = changed.length > 0 ? 200 : 304;
  response.setHeader("etag", `"${changed.at(-1)?.[1] ?? after}"`);
  response.setHeader("x-ms-item-count", changed.length);
  return { Documents: changed.map(([rid]) => documents._data.get(rid).read()), _count: changed.length };
};

const server = require("@vercel/cosmosdb-server").createHttpServer({ keepAlive: true });
const [answer] = server.rawListeners("request");
server.off("request", answer);
server.on("request", (request, response) => {
  // A partition key beside a query is enough; the package wants it within the query too.
  request.headers["x-ms-documentdb-query-enablecrosspartition"] = "true";
  current.run(request, answer, request, response);
});
server.listen(0, "127.0.0.1", () => console.log(`Listening at http://127.0.0.1:${server.address().port}`));
